import { pointerTokens } from '../../../model/json/pointer.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { compilePattern } from '../../../schema-diff/regex/pattern.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/secret-pattern',
  summary: 'what checks the value of a secret is a regular expression',
  help: 'Correct the expression, and escape what is meant as a character: with a broken one, no value that somebody enters is checked, or none is taken.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: '"validate": "sk_[a-z"',
    passes: '"validate": "^sk_[a-z]+$"',
  },
  *check(input) {
    for (const place of ['/secrets/*/validate', '/secrets/*/validate_pattern'])
      for (const { pointer, value } of paletteTexts(input, place)) {
        if ([value, asJavaScript(value)].some((source) => compilePattern(source) !== undefined)) continue;
        const name = pointerTokens(pointer)[1] ?? '';
        yield* hitAt(input, { pointer }, `what checks secret ${quote(name)} is no regular expression: ${quote(value)}`);
      }
  },
});

/** Which engine runs it is nowhere said: what Python spells in its own way is one, too. */
function asJavaScript(source: string): string {
  return source
    .replace(/^\(\?[aimsux]+\)/, '')
    .replaceAll('(?P<', '(?<')
    .replaceAll(/\(\?P=(\w+)\)/g, '\\k<$1>');
}
