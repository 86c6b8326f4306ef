import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connections-list',
  summary: 'connections is a list',
  help: 'The store refuses the manifest. Write connections as a list, one object for each connection.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"connections": {"mail": {}}',
    passes: '"connections": []',
  },
  check: (input) => ownFaults(input, 'manifest/connections-list'),
});
