import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/route-path',
  summary: 'the path of a route starts with a slash',
  help: 'The store refuses the manifest. Write the path from the root of the app, as /hierarchy.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"path": "hierarchy"',
    passes: '"path": "/hierarchy"',
  },
  check: (input) => ownFaults(input, 'manifest/route-path'),
});
