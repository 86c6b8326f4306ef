import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, paletteTexts, repeated } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/duplicate-provided-service',
  summary: 'every provided service has an id of its own',
  help: 'The store refuses the manifest. Give one of the two services another id, or make one service of both.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"services": [{"id": "org"}, {"id": "org"}]',
    passes: '"services": [{"id": "org"}, {"id": "hr"}]',
  },
  *check(input) {
    for (const { pointer, value } of repeated(paletteTexts(input, '/provides/services/*/id')))
      yield* hitAt(input, { pointer }, `provided service id ${quote(value)} is there already`);
  },
});
