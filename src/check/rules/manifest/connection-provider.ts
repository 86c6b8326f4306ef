import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-provider',
  summary: 'every connection has a provider that the platform knows',
  help: 'The store refuses the manifest. Name one of google, instagram, slack, linear, hubspot, stripe, zendesk and custom.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"provider": "gmail"',
    passes: '"provider": "google"',
  },
  check: (input) => ownFaults(input, 'manifest/connection-provider'),
});
