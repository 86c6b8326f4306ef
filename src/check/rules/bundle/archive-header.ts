import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-header',
  summary: 'every header can be read in one way only',
  help: 'A header whose checksum, magic, numbers or PAX records are not as POSIX has them is read in different ways by different tools. Reject the archive, and ask its author for one that is packed again: assay bundle pack writes archives that this rule passes, and so does tar --format=ustar or --format=pax. Long-name records are what GNU tar writes unless it is told the format; a global header is what git archive writes for a commit and not for a tree (git archive HEAD^{tree}).',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'a GNU header for a long name', passes: 'a ustar header' },
  check: (input) => faultHits(input, 'archive-header'),
});
