import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { targetBaseline, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-outside-contract-range',
  legacyCode: 'target_baseline_outside_contract_range',
  summary: 'the contract versions that an app runs on include the one that completes its baseline',
  help: 'Let api.minimumVersion be no later, and api.maximumTestedVersion no earlier, than the contract version of the baseline: on no version that the app was made for could the baseline be tried.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: {
    fails: 'api.targetBaseline=1.0, complete with v19; api.maximumTestedVersion=12',
    passes: 'api.targetBaseline=1.0; api.minimumVersion=19',
  },
  *check(input) {
    const target = targetBaseline(input);
    // Who only says that it targets stable API may need a version that came later.
    if (target === undefined || input.manifest.api.targetBaseline === undefined) return;
    const { minimumVersion: minimum, maximumTestedVersion: maximum } = input.manifest.api;
    const early = maximum !== undefined && maximum < target.contractVersion;
    if (!early && (minimum === undefined || minimum <= target.contractVersion)) return;
    const range = early ? `was tested up to v${maximum}` : `runs from v${minimum}`;
    yield {
      message: `the app targets baseline ${quote(target.name)}, complete with v${target.contractVersion}, and ${range}`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, target.name, target.contractVersion, minimum ?? null, maximum ?? null],
    };
  },
});
