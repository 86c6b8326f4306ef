import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-mtime',
  summary: 'every entry has one and the same time',
  help: 'A time of its own makes an archive differ from one packed elsewhere, and one that is out of range breaks tools. Pack with SOURCE_DATE_EPOCH and assay bundle pack. In the safe profile only a time that is no octal number is refused.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: '1969-12-31', passes: '1985-10-26 for every entry' },
  check: (input) => faultHits(input, 'archive-mtime'),
});
