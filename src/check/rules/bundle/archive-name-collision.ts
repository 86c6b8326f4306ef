import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-name-collision',
  summary: 'no two names are one and the same on any file system',
  help: 'On macOS and Windows names that differ in case or accents only are one file, and the second overwrites the first. Keep one of the two.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'README and readme', passes: 'README' },
  check: (input) => faultHits(input, 'archive-name-collision'),
});
