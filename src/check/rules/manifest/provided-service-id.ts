import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-service-id',
  summary: 'every provided service has a dotted lower-case id',
  help: 'The store refuses the manifest. Write the id as org.hierarchy: lower-case letters and digits, joined by ".", "-" or "_".',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"id": "Org.Hierarchy"',
    passes: '"id": "org.hierarchy"',
  },
  check: (input) => ownFaults(input, 'manifest/provided-service-id'),
});
