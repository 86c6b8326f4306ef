import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { targetBaseline, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-end-of-support',
  legacyCode: 'target_baseline_end_of_support',
  summary: 'a targeted baseline is still supported',
  help: 'Target a newer baseline: what this one guaranteed is guaranteed no more.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: { fails: 'api.targetBaseline=1.0, which has reached its end', passes: 'api.targetBaseline=1.1' },
  *check(input) {
    const target = targetBaseline(input);
    if (target?.state !== 'end-of-support') return;
    yield {
      message: `the app targets baseline ${quote(target.name)}, whose support has ended`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, target.name, target.state],
    };
  },
});
