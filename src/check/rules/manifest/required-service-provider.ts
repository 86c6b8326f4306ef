import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/required-service-provider',
  summary: 'the provider of a required service is an app id in lower-case kebab case',
  help: 'The store refuses the manifest. Write the id of the providing app as its own manifest does, or leave provider out.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"provider": "Org Explorer"',
    passes: '"provider": "org-explorer"',
  },
  check: (input) => ownFaults(input, 'manifest/required-service-provider'),
});
