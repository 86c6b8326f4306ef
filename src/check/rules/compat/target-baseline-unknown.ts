import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { isBaselineName, targetBaseline, targetBaselineName, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-unknown',
  legacyCode: 'target_baseline_unknown',
  summary: 'a targeted baseline is one of the contract',
  help: 'Target a baseline that the platform has released, or run on a newer platform.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: { fails: 'api.targetBaseline=1.7, and the contract has 1.0', passes: 'api.targetBaseline=1.0' },
  *check(input) {
    const name = targetBaselineName(input);
    if (name === undefined || targetBaseline(input) !== undefined || !isBaselineName(name)) return;
    yield {
      message: `the app targets baseline ${quote(name)}, which contract v${input.contract.contract.contractVersion} does not have`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, name],
    };
  },
});
