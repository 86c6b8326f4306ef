import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-pax-key',
  summary: 'a PAX header says nothing but the path',
  help: 'Keys of PAX headers change what an entry is: its name, its size, its attributes. Readers disagree about them. Pack with assay bundle pack, or with tar --format=ustar. Times and owners are a note in the safe profile.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'SCHILY.xattr.security.capability=…', passes: 'path=a/long/path' },
  check: (input) => faultHits(input, 'archive-pax-key'),
});
