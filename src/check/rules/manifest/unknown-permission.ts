import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';
import { suggester } from '../../unknown-capability.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/unknown-permission',
  summary: 'every permission is a capability that some version of the platform knows',
  help: 'Correct the name in app.permissions. Where the app is checked against a contract, compat/unknown-manifest-permission says more.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: {
    words: 'runs that know a capability vocabulary and no contract',
    holds: (input) => input.vocabulary !== undefined,
  },
  example: {
    fails: 'app.permissions=queue.wirte',
    passes: 'app.permissions=queue.write',
  },
  *check({ appId, permissions, vocabulary = [], locate }) {
    const known = new Set(vocabulary.map((entry) => entry.name));
    const suggest = suggester(known);
    for (const name of [...permissions].sort(byCodeUnit)) {
      if (known.has(name)) continue;
      yield {
        message: `permission ${quote(name)} is unknown to every version of the platform${suggest(name)}`,
        location: locate('app.permissions'),
        key: [appId, name],
      };
    }
  },
});
