import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type KeyFileInput, keyName } from '../../key-file-input.ts';

const BITS = 3072;

export default defineRule<KeyFileInput>({
  id: 'trust/rsa-key-short',
  summary: 'an RSA key has 3072 bits at least',
  help: 'Replace it by an ed25519 key, or by one of 3072 bits. Signatures under shorter keys are still verified, but none are made.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['verifier', 'catalog'],
  example: {
    fails: 'rsa-2048',
    passes: 'ed25519',
  },
  *check({ path, keys }) {
    for (const key of keys) {
      if (key.algorithm !== 'rsa' || key.bits >= BITS) continue;
      yield {
        message: `the key ${quote(keyName(key))} has ${key.bits} bits, expected ${BITS} or more`,
        location: { path },
        key: [path, key.digest],
      };
    }
  },
});
