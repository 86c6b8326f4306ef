import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { InspectedKey } from '../../../trust/inspect/inspection.ts';
import { type KeyFileInput, keyName } from '../../key-file-input.ts';

export default defineRule<KeyFileInput>({
  id: 'trust/key-out-of-use',
  summary: 'every key that a list trusts can be used now',
  help: 'Nothing is wrong with a list that keeps old keys for what they signed. Check that the keys that sign today are active and within their window.',
  severity: { default: 'note', strict: 'note' },
  breaks: [],
  example: {
    fails: 'key.0.status=revoked',
    passes: 'key.0.status=active',
  },
  *check({ path, keys, now }) {
    for (const key of keys) {
      const why = reason(key, now);
      if (why === undefined) continue;
      yield {
        message: `the key ${quote(keyName(key))} ${why}`,
        location: { path },
        key: [path, key.digest],
      };
    }
  },
});

function reason({ status, validFrom, validUntil, revokedAt }: InspectedKey, now: string): string | undefined {
  if (status === 'revoked') return revokedAt === undefined ? 'is revoked' : `is revoked since ${revokedAt}`;
  if (status === 'retired' || status === 'retiring') return `is ${status}`;
  if (validFrom !== undefined && Date.parse(now) < Date.parse(validFrom)) return `is valid only from ${validFrom}`;
  if (validUntil !== undefined && Date.parse(now) >= Date.parse(validUntil)) return `was valid until ${validUntil}`;
  return undefined;
}
