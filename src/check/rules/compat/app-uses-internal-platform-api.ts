import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/app-uses-internal-platform-api',
  legacyCode: 'app_uses_internal_platform_api',
  summary: 'an app asks for no capability that the platform keeps for itself',
  help: "Drop the capability: internal API is no API for apps and changes without notice. Ask the platform's owners for a public one.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'provider'],
  example: {
    fails: 'app.permissions=platform.internal.debug   # internal',
    passes: 'app.permissions=diagnostics.read',
  },
  *check(input) {
    for (const use of usesOf(input, 'internal')) {
      yield {
        message: `${use.words} is internal to the platform, no app may use it`,
        location: use.location,
        key: [input.manifest.id, use.name],
      };
    }
  },
});
