import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/app-uses-operator-only-platform-api',
  legacyCode: 'app_uses_operator_only_platform_api',
  summary: 'an app asks for no capability that is reserved for the operator',
  help: "Drop the capability: no app is ever granted it. What it does is the operator's to do, in the platform's own interface.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'app.permissions=apps.manage   # operator-only',
    passes: 'app.permissions=apps.read',
  },
  *check(input) {
    for (const use of usesOf(input, 'operator-only')) {
      yield {
        message: `${use.words} is operator-only, no app may use it`,
        location: use.location,
        key: [input.manifest.id, use.name],
      };
    }
  },
});
