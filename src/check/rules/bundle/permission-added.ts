import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/permission-added',
  summary: 'who updates is not asked for more permissions unseen',
  help: 'Users granted less than this release asks for. Have the new permission reviewed, say in the release notes what it is for, and waive this finding with the review.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator', 'catalog'],
  example: {
    fails: '["tasks:read"] before, ["tasks:read", "tasks:write"] now',
    passes: 'the same permissions as before',
  },
  *check({ claims, previous, locate }) {
    if (claims === undefined || previous === undefined) return;
    for (const name of claims.permissions)
      if (!previous.permissions.includes(name))
        yield {
          message: `the permission ${quote(name)} is new since ${previous.path}`,
          location: { path: locate(claims.file) },
          key: [claims.id, previous.version, name],
        };
  },
});
