import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-path-not-normal',
  summary: 'paths are written in their one normal form',
  help: 'Paths like "./a", "a//b" and "a/." are other names for files that are there under their own. Reject the archive, and ask its author for one that is packed again: assay bundle pack writes archives that this rule passes.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: './palette-plugin.json beside palette-plugin.json', passes: 'palette-plugin.json' },
  check: (input) => faultHits(input, 'archive-path-not-normal'),
});
