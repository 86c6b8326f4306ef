import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { isSemverRange } from '../../../model/semver-range.ts';
import { isSemver } from '../../../model/semver-syntax.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-version-is-range',
  summary: 'a provided service says which version it is, not which would do',
  help: 'Write one version as 1.4.0. The platform accepts a range here, and then nobody can tell whether it meets the range of a consumer.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['consumer'],
  example: {
    fails: '"version": "^1.0.0"',
    passes: '"version": "1.0.0"',
  },
  *check(input) {
    for (const { pointer, value } of paletteTexts(input, '/provides/services/*/version'))
      if (isSemverRange(value) && !isSemver(value))
        yield* hitAt(
          input,
          { pointer },
          `version ${quote(value)} of a provided service is a range, expected one version`,
        );
  },
});
