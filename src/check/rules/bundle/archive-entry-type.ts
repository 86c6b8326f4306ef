import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-entry-type',
  summary: 'an archive holds regular files and nothing else',
  help: 'Links, devices, FIFOs and sparse files lead an extractor to other files than the archive holds, or make it hang. Ship regular files only. Folders are implied by paths; a folder of its own is a note in the safe profile.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'config -> /etc/passwd', passes: 'config' },
  check: (input) => faultHits(input, 'archive-entry-type'),
});
