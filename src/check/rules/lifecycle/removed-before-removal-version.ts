import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { clockOf } from '../../lifecycle-items.ts';
import { unlawfulRemovals } from '../../unlawful-removals.ts';

export default defineDiffRule({
  id: 'lifecycle/removed-before-removal-version',
  summary: 'what is deprecated stays until the version that was announced for its removal',
  help: 'Bring it back until the announced version has come and the whole window is over: those who use it planned by what was announced.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  category: 'lifecycle',
  bump: 'major',
  waivable: true,
  mirror: { none: 'what stays longer than announced is lifecycle/overdue' },
  example: {
    fails: 'v4 says that GET /queue goes with v7; v5 has it no more',
    passes: 'v4 says that GET /queue goes with v5; v5 has it no more',
  },
  *check(input) {
    for (const { gone, lives, isMember } of unlawfulRemovals(input, 'ending')) {
      const { kind, identity } = gone.subject;
      const [first] = lives;
      const { removal } = first === undefined ? { removal: null } : clockOf(first.side.item);
      yield {
        subject: gone.subject,
        message: `${kind} ${quote(identity)} is gone with v${input.current.contract.contractVersion}${announced(removal, input.current.contract.contractVersion)}`,
        location: input.baseline.locate(gone.pointer),
        before: removal,
        stability: 'deprecated',
        ...(kind === 'service' ? { children: lives.map(({ subject }) => subject.identity) } : {}),
        ...(isMember ? { waivable: false as const } : {}),
      };
    }
  },
});

function announced(removal: number | null, version: number): string {
  if (removal === null) return ', and no version was announced for its removal';
  return removal > version ? `, and was to go with v${removal}` : ', and was deprecated for less than the whole window';
}
