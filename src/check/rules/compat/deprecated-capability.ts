import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';
import { insteadOf } from '../../deprecation-words.ts';

export default defineRule<CompatInput>({
  id: 'compat/deprecated-capability',
  legacyCode: 'deprecated_capability',
  summary: 'the app uses no deprecated capability',
  help: 'Move to what the contract names as the replacement before the capability is scheduled for removal.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'app.permissions=config.write   # deprecated since v7',
    passes: 'app.permissions=settings.write',
  },
  *check(input) {
    for (const use of usesOf(input, 'deprecated')) {
      const since = use.capability.deprecation?.deprecatedSinceContractVersion ?? null;
      yield {
        message: `${use.words} is deprecated${since === null ? '' : ` since v${since}`}${insteadOf(use.capability)}`,
        location: use.location,
        key: [input.manifest.id, use.name, since],
      };
    }
  },
});
