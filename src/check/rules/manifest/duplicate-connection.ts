import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, paletteTexts, repeated } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/duplicate-connection',
  summary: 'every connection has an id of its own',
  help: 'The store refuses the manifest. Give one of the two connections another id: the app asks for a connection by it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"connections": [{"id": "mail"}, {"id": "mail"}]',
    passes: '"connections": [{"id": "mail"}, {"id": "calendar"}]',
  },
  *check(input) {
    for (const { pointer, value } of repeated(paletteTexts(input, '/connections/*/id')))
      yield* hitAt(input, { pointer }, `connection id ${quote(value)} is there already`);
  },
});
