import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';
import { BUNDLE_PART_LIMIT, BUNDLE_PARTS } from '../../bundle-limits.ts';

export default defineRule<BundleInput>({
  id: 'bundle/size-limit',
  summary: 'frontend and backend keep within 15 MiB each, unpacked',
  help: 'What is measured is every file under frontend/ and under backend/, unpacked. Leave out source maps, tests and media, or load them on demand. A reviewed exception is a waiver on this finding.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: { fails: 'frontend/ of 40 MiB', passes: 'frontend/ of 3 MiB' },
  *check({ files, locate }) {
    for (const part of BUNDLE_PARTS) {
      const size = files.filter(({ path }) => path.startsWith(`${part}/`)).reduce((sum, file) => sum + file.size, 0);
      if (size > BUNDLE_PART_LIMIT)
        yield {
          message: `the ${part} has ${size} bytes unpacked, expected at most ${BUNDLE_PART_LIMIT}`,
          location: { path: locate(part) },
          key: [part],
        };
    }
  },
});
