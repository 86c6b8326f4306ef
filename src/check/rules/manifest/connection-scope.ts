import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-scope',
  summary: 'every scope of a connection is a text that is not blank',
  help: 'The store refuses the manifest. Take the blank entry out, or write the scope as the provider names it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"scopes": [" "]',
    passes: '"scopes": ["mail.read"]',
  },
  check: (input) => ownFaults(input, 'manifest/connection-scope'),
});
