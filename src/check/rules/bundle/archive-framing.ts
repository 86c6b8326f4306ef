import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-framing',
  summary: 'every byte of an archive belongs to it, and none is missing',
  help: 'Bytes after the end, a second archive, a second gzip member, a wrong checksum or a size that does not hold are what hidden content and broken downloads look like. Get the archive again; if it is the same, reject it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: 'two gzip members', passes: 'one gzip member, and nothing after it' },
  check: (input) => faultHits(input, 'archive-framing'),
});
