import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/route-method',
  summary: 'the method of a route is GET, POST, PUT, PATCH or DELETE',
  help: 'The store refuses the manifest. Write one of the five methods.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"method": "FETCH"',
    passes: '"method": "GET"',
  },
  check: (input) => ownFaults(input, 'manifest/route-method'),
});
