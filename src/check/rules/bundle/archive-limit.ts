import { defineRule } from '../../../model/rule.ts';
import { faultHits } from '../../bundle-faults.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/archive-limit',
  summary: 'an archive keeps within the limits on size, count, depth and ratio',
  help: 'A .tgz has at most 64 MiB and 20,000 entries, a zip 512 MiB and 4,096 files, a folder 20,000 files (4,096 where its manifest is that of crypta); each unpacks to 512 MiB and 200 times its size at most, with 32 parts and 1,024 bytes in a path: no honest app comes near, and a bomb does. Ship less, or split the app.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  waivable: false,
  example: { fails: '300 KB that unpack to 300 MB', passes: '20 MB that unpack to 60 MB' },
  check: (input) => faultHits(input, 'archive-limit'),
});
