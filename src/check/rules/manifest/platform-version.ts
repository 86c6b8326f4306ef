import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { compareVersions, isPlatformVersion, isSemver } from '../../../model/semver-syntax.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/platform-version',
  summary: 'the platform versions that an app names are versions, the lowest before the highest',
  help: 'Write a version as 1.2.0, or 4, and the higher one as max_version: with anything else, neither a person nor a program can tell which platforms the app runs on.',
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
    const [min] = paletteTexts(input, '/platform/min_version');
    const [max] = paletteTexts(input, '/platform/max_version');
    if (min === undefined || max === undefined) return;
    if ((compareVersions(whole(min.value), whole(max.value)) ?? 0) > 0)
      yield* hitAt(
        input,
        { pointer: max.pointer },
        `platform version ${quote(max.value)} is the highest, and below ${quote(min.value)}, the lowest: no platform is between them`,
      );
  },
});

/** `4` as 4.0.0, `4.1` as 4.1.0. */
function whole(version: string): string {
  return isSemver(version) || !isPlatformVersion(version) ? version : `${version}.0.0`.split('.').slice(0, 3).join('.');
}
