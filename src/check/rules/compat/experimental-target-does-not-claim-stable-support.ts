import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD, targetsStable, withBaseline } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/experimental-target-does-not-claim-stable-support',
  legacyCode: 'experimental_target_does_not_claim_stable_support',
  summary: 'an app that names the stable baseline also targets stable API',
  help: "Set api.targetStability=stable to get the baseline's guarantee, or drop api.targetBaseline: an experimental target has no guarantee to name.",
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app'],
  scope: withBaseline,
  example: {
    fails: 'api.targetBaseline=1.0\napi.targetStability=experimental',
    passes: 'api.targetBaseline=1.0\napi.targetStability=stable',
  },
  *check(input) {
    const { manifest, contract } = input;
    const baseline = manifest.api.targetBaseline;
    if (baseline === undefined || baseline !== contract.contract.stableBaseline?.name || targetsStable(input)) return;
    yield {
      message: `the app names baseline ${quote(baseline)} but targets experimental API, so it has no guarantee`,
      location: manifest.locate(FIELD.baseline),
      key: [manifest.id, baseline],
    };
  },
});
