import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { targetBaseline, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-deprecated',
  legacyCode: 'target_baseline_deprecated',
  summary: 'a targeted baseline is not on its way out',
  help: 'Move to a newer baseline before the support of this one ends.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: { fails: 'api.targetBaseline=1.0, which is deprecated', passes: 'api.targetBaseline=1.1, which is active' },
  *check(input) {
    const target = targetBaseline(input);
    if (target?.state !== 'deprecated') return;
    yield {
      message: `the app targets baseline ${quote(target.name)}, which is deprecated`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, target.name, target.state],
    };
  },
});
