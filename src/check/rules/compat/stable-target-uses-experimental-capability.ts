import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import { type CompatInput, guaranteedCapabilities, targetsStable, withBaseline } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/stable-target-uses-experimental-capability',
  legacyCode: 'stable_target_uses_experimental_capability',
  summary: 'an app that targets stable API uses no experimental capability outside the baseline',
  help: 'Drop the capability, or set api.targetStability=experimental and api.experimentalCapabilitiesAccepted=true: experimental API may change in any release.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaseline,
  example: {
    fails: 'api.targetStability=stable\napp.permissions=vault.secrets.read   # experimental',
    passes:
      'api.targetStability=experimental\napi.experimentalCapabilitiesAccepted=true\napp.permissions=vault.secrets.read',
  },
  *check(input) {
    if (!targetsStable(input)) return;
    const guaranteed = guaranteedCapabilities(input);
    for (const use of usesOf(input, 'experimental')) {
      if (guaranteed.has(use.name)) continue;
      yield {
        message: `${use.words} is experimental, the app targets stable API`,
        location: use.location,
        key: [input.manifest.id, use.name],
      };
    }
  },
});
