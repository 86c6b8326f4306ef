import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { isSemverRange } from '../../../model/semver-range.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-service-version',
  summary: 'the version of a provided service is one that a range can admit',
  help: 'The store refuses the manifest. Write the version of the service as 1.4.0: consumers state ranges, and the target names its major.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"version": "latest"',
    passes: '"version": "1.4.0"',
  },
  *check(input) {
    for (const { pointer, value } of paletteTexts(input, '/provides/services/*/version'))
      if (!isSemverRange(value))
        yield* hitAt(input, { pointer }, `version ${quote(value)} of a provided service is no version, expected 1.4.0`);
  },
});
