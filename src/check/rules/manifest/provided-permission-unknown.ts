import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';
import { suggester } from '../../unknown-capability.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-permission-unknown',
  summary: 'every permission that a provided service asks for is known to the platform',
  help: 'Correct the name. The store refuses a manifest whose service names a permission that it does not know.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  scope: {
    words: 'runs that know a capability vocabulary and no contract',
    holds: (input) => input.vocabulary !== undefined,
  },
  example: {
    fails: '"permissions": ["taks:read"]',
    passes: '"permissions": ["tasks:read"]',
  },
  *check(input) {
    const known = new Set((input.vocabulary ?? []).map((entry) => entry.name));
    const suggest = suggester(known);
    for (const { pointer, value } of paletteTexts(input, '/provides/services/*/permissions/*'))
      if (!known.has(value))
        yield* hitAt(
          input,
          { pointer },
          `permission ${quote(value)} of a provided service is unknown${suggest(value)}`,
        );
  },
});
