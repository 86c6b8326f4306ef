import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-mode',
  summary: 'entries have the mode 0644 or 0755, and no owner',
  help: 'A setuid file gives whoever runs it the rights of its owner. Pack with assay bundle pack, which sets every mode to 0644 or 0755 and no owner. Modes and owners that harm nobody are a note in the safe profile.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: '-rwsr-xr-x root bin/run', passes: '-rwxr-xr-x bin/run' },
  check: (input) => faultHits(input, 'archive-mode'),
});
