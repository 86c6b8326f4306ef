import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { majorOf, serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'broker/major-skipped',
  summary: 'majors of a service follow one another',
  help: 'Call the new major by the next number, or leave the missing number to a tombstone: readers look for the major between the two, and for what it changed.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['verifier'],
  category: 'model',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a number that is passed over can only be passed over upwards' },
  example: { fails: 'v4 has hr/v1, v5 adds hr/v3', passes: 'v4 has hr/v1, v5 adds hr/v2' },
  *check(input) {
    const known = knownMajors(input.baseline.contract.services ?? [], input.current.contract.tombstones ?? []);
    const fresh = serviceMoves(input).addedServices;
    const all = new Set([...known, ...fresh.map(({ identity }) => identity)]);
    for (const { identity, side } of fresh) {
      const { name, major } = majorOf(identity);
      const isFirst = ![...known].some((other) => majorOf(other).name === name && majorOf(other).major < major);
      if (isFirst || all.has(`${name}/v${major - 1}`)) continue;
      yield {
        subject: { kind: 'service', identity },
        message: `service ${quote(identity)} is new, but there never was ${quote(`${name}/v${major - 1}`)}`,
        location: input.current.locate(`${side.pointer}/namespace`),
      };
    }
  },
});

function knownMajors(
  services: readonly { readonly namespace: string }[],
  tombstones: readonly { readonly kind: string; readonly identity: string }[],
): ReadonlySet<string> {
  const buried = tombstones.filter(({ kind }) => kind === 'service').map(({ identity }) => identity);
  return new Set([...services.map(({ namespace }) => namespace), ...buried]);
}
