import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/permission-undeclared',
  summary: 'every permission that the code asks for is declared',
  help: 'A route that asks for a permission that the manifest does not have can never be called. Add it to permissions in the manifest, or take the gate out. Found are names that are written as literals.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'require_permission("tasks:write"), permissions: ["tasks:read"]',
    passes: 'require_permission("tasks:read"), permissions: ["tasks:read"]',
  },
  *check({ claims, permissionsUsed, locate }) {
    if (claims?.dialect !== 'palette') return;
    const seen = new Set<string>(claims.permissions);
    for (const { name, file, line } of permissionsUsed) {
      if (seen.has(name)) continue;
      seen.add(name);
      yield {
        message: `the code asks for the permission ${quote(name)}, which the manifest does not declare`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [claims.id, name],
      };
    }
  },
});
