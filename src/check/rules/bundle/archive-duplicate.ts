import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-duplicate',
  summary: 'no file is in an archive twice',
  help: 'Some readers take the first, some the last: a second manifest replaces the one that was reviewed. Reject the archive, and ask its author for one that is packed again: assay bundle pack writes archives that this rule passes.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'palette-plugin.json, palette-plugin.json', passes: 'palette-plugin.json' },
  check: (input) => faultHits(input, 'archive-duplicate'),
});
