import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-id',
  summary: 'every connection has an id in lower-case snake or kebab case',
  help: 'The store refuses the manifest. Give the connection an id of two characters or more: lower-case letters, digits, "-" and "_", with a letter or digit at both ends.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"id": "Mail"',
    passes: '"id": "mail"',
  },
  check: (input) => ownFaults(input, 'manifest/connection-id'),
});
