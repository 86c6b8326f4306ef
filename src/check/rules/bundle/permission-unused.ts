import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/permission-unused',
  summary: 'every declared permission is used in the code',
  help: 'A permission that nothing asks for is one more thing that users must grant. Take it out of the manifest. Looked for are literals and their parts, so that a name put together at run time may not be seen: then waive this finding.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'permissions: ["members:write"], never named in the code',
    passes: 'permissions: ["members:read"], require_permission("members:read")',
  },
  *check({ claims, permissionsUsed, permissionWords, locate }) {
    if (claims?.dialect !== 'palette' || permissionsUsed.length === 0) return;
    for (const name of claims.permissions)
      if (!isNamed(name, permissionWords))
        yield {
          message: `the permission ${quote(name)} is declared, and the code never names it`,
          location: { path: locate(claims.file) },
          key: [claims.id, name],
        };
  },
});

/** Whether the code has the name, or what it begins or ends with. */
function isNamed(name: string, words: ReadonlySet<string>): boolean {
  const colon = name.indexOf(':');
  return words.has(name) || (colon > 0 && (words.has(name.slice(0, colon + 1)) || words.has(name.slice(colon))));
}
