import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-auth',
  summary: 'a connection authenticates by oauth2 or api_key',
  help: 'The store refuses the manifest. Write oauth2 or api_key, or leave auth out for oauth2.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"auth": "basic"',
    passes: '"auth": "api_key"',
  },
  check: (input) => ownFaults(input, 'manifest/connection-auth'),
});
