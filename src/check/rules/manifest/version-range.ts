import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { isSemverRange } from '../../../model/semver-range.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/version-range',
  summary: 'every version that an app asks for is a range',
  help: 'The store refuses the manifest. Write a range as ^1.2.0.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"version": "latest"',
    passes: '"version": "^1.2.0"',
  },
  *check(input) {
    for (const place of ['/requires/apps/*/version', '/requires/services/*/version', '/sdk/frontend', '/sdk/backend'])
      for (const { pointer, value } of paletteTexts(input, place))
        if (!isSemverRange(value))
          yield* hitAt(input, { pointer }, `version ${quote(value)} is no range, expected a range as ^1.2.0`);
  },
});
