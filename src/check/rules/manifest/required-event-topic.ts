import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/required-event-topic',
  summary: 'every required event is a dotted lower-case topic',
  help: 'The store refuses the manifest. Write the topic as its provider does, as hierarchy.updated.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"events": ["Updated!"]',
    passes: '"events": ["hierarchy.updated"]',
  },
  check: (input) => ownFaults(input, 'manifest/required-event-topic'),
});
