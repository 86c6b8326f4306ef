import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-order',
  summary: 'the manifest comes first, and the rest in the order of bytes',
  help: 'One order makes one archive of one set of files, and lets a reader judge the manifest before anything else. Pack with assay bundle pack. Any order is a note in the safe profile.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'a.txt, palette-plugin.json', passes: 'palette-plugin.json, a.txt' },
  check: (input) => faultHits(input, 'archive-order'),
});
