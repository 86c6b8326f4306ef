import { defineRule } from '../../../model/rule.ts';
import type { KeyFileInput } from '../../key-file-input.ts';

/** N · r · p of what we write; OWASP's N=2^17, r=8, p=1 costs an attacker as much. */
const COST = 2 ** 14 * 8 * 5;

export default defineRule<KeyFileInput>({
  id: 'trust/private-key-derivation',
  summary: 'turning the passphrase of a private key into a key costs an attacker enough',
  help: 'Encrypt it again: openssl pkcs8 -topk8 -scrypt -scrypt_N 16384 -scrypt_r 8 -scrypt_p 5 -in KEY -out NEW. Cheaper settings than these let many passphrases be tried in little time.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'scrypt N=16384 r=8 p=1',
    passes: 'scrypt N=16384 r=8 p=5',
  },
  *check({ path, protection }) {
    const kdf = protection?.kdf;
    if (kdf?.name !== 'scrypt' || kdf.N * kdf.r * kdf.p >= COST) return;
    yield {
      message: `the passphrase is stretched with scrypt N=${kdf.N} r=${kdf.r} p=${kdf.p}, expected N=16384 r=8 p=5 or more`,
      location: { path },
      key: [path],
    };
  },
});
