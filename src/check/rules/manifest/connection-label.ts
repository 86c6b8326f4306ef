import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/connection-label',
  summary: 'every connection has a label',
  help: 'The store refuses the manifest. Say in label what people connect: they see it when they are asked.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"label": ""',
    passes: '"label": "Mail"',
  },
  check: (input) => ownFaults(input, 'manifest/connection-label'),
});
