import { scopesOf, valuesAt } from '../../../manifest/palette-places.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, repeated } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/duplicate-connection-scope',
  summary: 'a connection asks for each scope once',
  help: 'The store refuses the manifest. Take the repeated scope out.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"scopes": ["read", "read"]',
    passes: '"scopes": ["read", "write"]',
  },
  *check(input) {
    const { palette } = input;
    if (palette === undefined) return;
    for (const { pointer } of valuesAt(palette.json, '/connections/*'))
      for (const scope of repeated(scopesOf(palette.json, pointer)))
        yield* hitAt(input, scope, `the connection asks for scope ${quote(scope.value)} already`);
  },
});
