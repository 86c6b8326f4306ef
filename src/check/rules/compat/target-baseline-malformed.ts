import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { isBaselineName, targetBaseline, targetBaselineName, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-malformed',
  legacyCode: 'target_baseline_malformed',
  summary: 'a targeted baseline is named as baselines are',
  help: 'Write the name of a baseline of the contract, as 1.0: a major and a minor number.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: { fails: 'api.targetBaseline=latest', passes: 'api.targetBaseline=1.0' },
  *check(input) {
    const name = targetBaselineName(input);
    if (name === undefined || targetBaseline(input) !== undefined || isBaselineName(name)) return;
    yield {
      message: `the app targets baseline ${quote(name)}, which is no name of a baseline; expected one as "1.0"`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, name],
    };
  },
});
