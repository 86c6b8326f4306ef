import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-path',
  summary: 'every path in an archive lies inside the bundle',
  help: 'An absolute path, a drive letter, a backslash or a ".." part makes an extractor write outside its folder. Reject the archive, and ask its author for one that is packed again: assay bundle pack writes archives that this rule passes.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: '../evil', passes: 'static/index.html' },
  check: (input) => faultHits(input, 'archive-path'),
});
