import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { goneLives } from '../../lifecycle-items.ts';
import { promise } from '../../promise.ts';
import { buriedReplacement, erased, identitiesOf, replacementOf } from '../../replacements.ts';

export default defineDiffRule({
  id: 'lifecycle/replacement-without-overlap',
  summary: 'one version has both what goes and what replaces it',
  help: 'Bring the replacement a version before the removal: nobody can move, or go back, when no version has both. Kubernetes has the same rule (4b of its deprecation policy).',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'what stays beside its replacement is what the rule asks for' },
  example: {
    fails: 'v5 removes GET /queue and brings its replacement GET /v2/queue',
    passes: 'v4 has both, v5 removes GET /queue',
  },
  *check(input) {
    const before = identitiesOf(input.baseline.contract);
    const after = identitiesOf(input.current.contract);
    for (const { subject, pointer, lives } of goneLives(input)) {
      const [life] = lives;
      if (life === undefined || promise(life.side.item.stability) < 2) continue;
      const named = subject.kind === 'service' ? undefined : replacementOf(life.side.item);
      const replacement = named ?? buriedReplacement(input.current.contract, subject);
      if (replacement === undefined || before.has(erased(replacement)) || !after.has(erased(replacement))) continue;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} is gone with the very version that brings its replacement ${quote(replacement)}`,
        location: input.baseline.locate(pointer),
        after: replacement,
        stability: life.side.item.stability,
      };
    }
  },
});
