import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export default defineRule<ManifestInput>({
  id: 'manifest/route-method-case',
  summary: 'the method of a route is written in capitals',
  help: 'Write the method in capitals. One validator raises the letters before it looks, another refuses what is not in capitals already.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"method": "get"',
    passes: '"method": "GET"',
  },
  *check(input) {
    for (const place of ['/provides/services/*/routes/*/method', '/provides/services/*/methods/*/route_method'])
      for (const { pointer, value } of paletteTexts(input, place))
        if (METHODS.includes(value.toUpperCase()) && value !== value.toUpperCase())
          yield* hitAt(
            input,
            { pointer },
            `method ${quote(value)} is not in capitals, expected ${value.toUpperCase()}`,
          );
  },
});
