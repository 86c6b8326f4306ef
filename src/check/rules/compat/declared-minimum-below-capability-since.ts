import { defineRule } from '../../../model/rule.ts';
import { knownUses } from '../../capability-use.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/declared-minimum-below-capability-since',
  legacyCode: 'declared_minimum_below_capability_since',
  summary: "the app's declared minimum version has every capability that the app requires",
  help: 'Raise api.minimumVersion to the contract that brought the capability, or make the capability optional: on the declared minimum the app would be installed and fail.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'api.minimumVersion=1\napp.permissions=content.fetch   # since v6',
    passes: 'api.minimumVersion=6\napp.permissions=content.fetch',
  },
  *check(input) {
    const { manifest } = input;
    const minimum = manifest.api.minimumVersion;
    if (minimum === undefined) return;
    for (const { optional, words, name, capability } of knownUses(input)) {
      // An older platform may lack what is optional: that is what the word says.
      if (optional || capability.sinceContractVersion <= minimum) continue;
      yield {
        message: `${words} exists since v${capability.sinceContractVersion}, the app claims to run on v${minimum}`,
        location: manifest.locate(FIELD.minimum),
        key: [manifest.id, name, minimum, capability.sinceContractVersion],
      };
    }
  },
});
