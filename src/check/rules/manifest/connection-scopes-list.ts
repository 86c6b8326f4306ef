import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-scopes-list',
  summary: 'the scopes of a connection are a list',
  help: 'The store refuses the manifest. Write scopes as a list of texts, even for one scope.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"scopes": "mail.read"',
    passes: '"scopes": ["mail.read"]',
  },
  check: (input) => ownFaults(input, 'manifest/connection-scopes-list'),
});
