import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/required-app-id',
  summary: 'every required app has an id in lower-case kebab case',
  help: 'The store refuses the manifest. Write the id of the app as its own manifest does.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"apps": [{"id": "Org Explorer"}]',
    passes: '"apps": [{"id": "org-explorer"}]',
  },
  check: (input) => ownFaults(input, 'manifest/required-app-id'),
});
