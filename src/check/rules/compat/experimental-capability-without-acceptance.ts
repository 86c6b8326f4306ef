import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import { type CompatInput, targetsStable, withBaseline } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/experimental-capability-without-acceptance',
  legacyCode: 'experimental_capability_without_acceptance',
  summary: 'an app that uses an experimental capability says that it accepts the risk',
  help: 'Set api.experimentalCapabilitiesAccepted=true, knowing that the capability may change or vanish in any release, or drop it. An error on contracts with a stable baseline where the app declares any api metadata, else a warning.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'app.permissions=vault.secrets.read   # experimental\napi.minimumVersion=3',
    passes: 'app.permissions=vault.secrets.read\napi.minimumVersion=3\napi.experimentalCapabilitiesAccepted=true',
  },
  *check(input) {
    const { api, id } = input.manifest;
    // A stable target has its own finding, which acceptance would not mend.
    if (api.experimentalCapabilitiesAccepted || targetsStable(input)) return;
    const certain = api.declared && withBaseline.holds(input);
    for (const use of usesOf(input, 'experimental')) {
      yield {
        message: `${use.words} is experimental and the app does not accept experimental capabilities`,
        location: use.location,
        key: [id, use.name],
        ...(certain ? { severity: 'error' } : {}),
      };
    }
  },
});
