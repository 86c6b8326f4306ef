import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/required-service-id',
  summary: 'every required service has a dotted lower-case id',
  help: 'The store refuses the manifest. Write the id as its provider does, as org.hierarchy.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"services": [{"id": "Org"}]',
    passes: '"services": [{"id": "org.hierarchy"}]',
  },
  check: (input) => ownFaults(input, 'manifest/required-service-id'),
});
