import { unwantedPart } from '../../../bundle/unwanted.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/unwanted-file',
  summary: "nothing is packed that belongs to a developer's machine",
  help: 'History (.git), node_modules, .env files, .DS_Store and AppleDouble files carry history, secrets or megabytes that no user needs. assay bundle pack leaves them out.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'app'],
  example: { fails: '.env.production', passes: '.env left out' },
  *check({ files, locate }) {
    const seen = new Set<string>();
    for (const { path } of files) {
      const part = unwantedPart(path);
      if (part === undefined || seen.has(part)) continue;
      seen.add(part);
      yield {
        message: `${quote(part)} belongs to a developer's machine, not into a bundle`,
        location: { path: locate(part) },
        key: [part],
      };
    }
  },
});
