import { quote } from '../../../model/quote.ts';
import { capabilityMoves } from '../../capability-moves.ts';
import { descriptors } from '../../descriptors.ts';
import { type DiffInput, defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves } from '../../endpoint-moves.ts';
import { serviceMoves } from '../../service-moves.ts';
import { graveOf, livingIn } from '../../tombstones.ts';

export default defineDiffRule({
  id: 'contract/since-missing-for-new',
  summary: 'what is new is there since the version that brought it',
  help: 'Set sinceContractVersion to the version in which the descriptor first appears: apps declare the oldest version that they run on by it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['app', 'catalog', 'verifier'],
  category: 'model',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a descriptor of a later version is contract/since-in-future' },
  example: { fails: 'v4 has no queue.purge; v5 has it, since 3', passes: 'v4 has no queue.purge; v5 has it, since 5' },
  *check(input) {
    const { baseline, current } = input;
    const { contractVersion } = baseline.contract;
    if (current.contract.contractVersion <= contractVersion) return;
    const known = livingIn(baseline.contract);
    const continued = continuedPointers(input);
    for (const { kind, identity, since, pointer } of descriptors(current.contract)) {
      if (since === undefined || since > contractVersion) continue;
      if (known.has(graveOf({ kind, identity })) || continued.has(pointer)) continue;
      yield {
        subject: { kind, identity },
        message: `${kind} ${quote(identity)} is new, and says that it is there since v${since}, which v${contractVersion} does not know`,
        location: current.locate(`${pointer}/sinceContractVersion`),
        after: since,
      };
    }
  },
});

/** Where descriptors are that live on under another identity: another rule tells of them. */
function continuedPointers(input: DiffInput): ReadonlySet<string> {
  const { methodChanged, moved } = endpointMoves(input);
  const { renamedMethods, methodsToEvents, eventsToMethods } = serviceMoves(input);
  const all = [...methodChanged, ...moved, ...capabilityMoves(input).renamed, ...renamedMethods];
  return new Set([...all, ...methodsToEvents, ...eventsToMethods].map(({ current }) => current.pointer));
}
