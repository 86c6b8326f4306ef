import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-object',
  summary: 'every connection is an object',
  help: 'The store refuses the manifest. Write each connection as an object with id, provider and label.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"connections": ["google"]',
    passes: '"connections": [{"id": "mail", "provider": "google", "label": "Mail"}]',
  },
  check: (input) => ownFaults(input, 'manifest/connection-object'),
});
