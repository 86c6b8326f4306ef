import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-event-topic',
  summary: 'every provided event that is a text is a dotted lower-case topic',
  help: 'The store refuses the manifest. Write the topic as hierarchy.updated, or as an object with an id.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"events": ["Hierarchy updated"]',
    passes: '"events": ["hierarchy.updated"]',
  },
  check: (input) => ownFaults(input, 'manifest/provided-event-topic'),
});
