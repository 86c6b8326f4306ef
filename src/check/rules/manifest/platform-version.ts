import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { isPlatformVersion } from '../../../model/semver-syntax.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/platform-version',
  summary: 'the platform versions that an app names are versions',
  help: 'Write a version as 1.2.0, or 4: with anything else, neither a person nor a program can tell which platforms the app runs on.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: '"min_version": "latest"',
    passes: '"min_version": "1.2.0"',
  },
  *check(input) {
    for (const place of ['/platform/min_version', '/platform/max_version'])
      for (const { pointer, value } of paletteTexts(input, place))
        if (!isPlatformVersion(value))
          yield* hitAt(input, { pointer }, `platform version ${quote(value)} is no version, expected one as 1.2.0`);
  },
});
