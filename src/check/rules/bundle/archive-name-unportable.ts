import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-name-unportable',
  summary: 'every name can be used on every file system',
  help: 'Names with control characters, device names of Windows, dots or spaces at the end, changes of text direction, or another Unicode form than NFC are lost, changed or dangerous somewhere. Rename the file.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'lib/aux.js', passes: 'lib/auxiliary.js' },
  check: (input) => faultHits(input, 'archive-name-unportable'),
});
