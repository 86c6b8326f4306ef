import { valuesAt } from '../../../manifest/palette-places.ts';
import { pointerTokens } from '../../../model/json/pointer.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/secret-name-says-public',
  summary: 'no secret has a name that says it is public',
  help: 'Rename the secret, or take it out where it is no secret: build tools put variables with such names into what browsers load.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator'],
  example: {
    fails: '"secrets": {"NUXT_PUBLIC_GATEWAY_KEY": {}}',
    passes: '"secrets": {"GATEWAY_KEY": {}}',
  },
  *check(input) {
    const { palette } = input;
    if (palette === undefined) return;
    for (const { pointer } of valuesAt(palette.json, '/secrets/*')) {
      const name = pointerTokens(pointer).at(-1) ?? '';
      if (/(?:^|_)PUBLIC(?:_|$)/i.test(name))
        yield* hitAt(input, { pointer }, `secret ${quote(name)} has a public name`);
    }
  },
});
