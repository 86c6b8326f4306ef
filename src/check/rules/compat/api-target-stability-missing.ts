import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD, withBaseline } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/api-target-stability-missing',
  legacyCode: 'api_target_stability_missing',
  summary: 'an app that declares api metadata says whether it targets stable or experimental API',
  help: "Add api.targetStability=stable where the app uses guaranteed API only, else api.targetStability=experimental. Without it the app is reviewed as experimental, and a version range alone can't say that the app wants guaranteed API only.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'operator'],
  scope: withBaseline,
  example: {
    fails: 'api.minimumVersion=3\napi.maximumTestedVersion=12',
    passes: 'api.minimumVersion=3\napi.maximumTestedVersion=12\napi.targetStability=experimental',
  },
  *check({ manifest }) {
    if (!manifest.api.declared || manifest.api.targetStability !== undefined) return;
    yield {
      message: 'api metadata is declared without api.targetStability, so the app counts as experimental',
      location: manifest.locate(FIELD.stability),
      key: [manifest.id],
    };
  },
});
