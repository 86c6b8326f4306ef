import { defineRule } from '../../../model/rule.ts';
import type { KeyFileInput } from '../../key-file-input.ts';

export default defineRule<KeyFileInput>({
  id: 'trust/private-key-unencrypted',
  summary: 'a private key at rest is encrypted with a passphrase',
  help: 'Encrypt it: openssl pkcs8 -topk8 -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 5 -in KEY -out NEW. Whoever gets hold of an unencrypted file, a backup of it for instance, can sign in your name.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: '-----BEGIN PRIVATE KEY-----',
    passes: '-----BEGIN ENCRYPTED PRIVATE KEY-----',
  },
  *check({ kind, path, protection }) {
    if (kind !== 'private-key' || protection?.encrypted !== false) return;
    yield {
      message: 'nothing encrypts this private key, expected a passphrase',
      location: { path },
      key: [path],
    };
  },
});
