import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/duplicate-key',
  legacyCode: 'manifest_duplicate_key',
  summary: 'a manifest says everything once',
  help: 'Keep one of the two lines. The platform takes the last one without a word; a reviewer who reads from the top sees the first. Only a warning where both say the same.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  example: {
    fails: 'app.permissions=queue.read\napp.permissions=queue.read,config.write',
    passes: 'app.permissions=queue.read',
  },
  *check({ appId, facts }) {
    for (const { key, location, firstLine, sameValue, digest } of facts.duplicateKeys) {
      yield {
        message: `${quote(key)} is on line ${firstLine} already${sameValue ? '' : ', with another value'}`,
        location,
        key: [appId, key, digest],
        ...(sameValue ? { severity: 'warning' } : {}),
      };
    }
  },
});
