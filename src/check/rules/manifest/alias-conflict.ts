import { aliasConflicts } from '../../../manifest/palette-aliases.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/alias-conflict',
  summary: 'a key that has two spellings says one thing',
  help: 'Keep one of the two spellings. Readers differ in which of them they take, so the two values would be two contracts.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"id": "get", "name": "fetch"',
    passes: '"id": "get"',
  },
  *check(input) {
    const { palette } = input;
    if (palette === undefined) return;
    for (const { pointer, first, second } of aliasConflicts(palette.json))
      yield* hitAt(input, { pointer }, `${first} and ${second} are two spellings of one key and say different things`);
  },
});
