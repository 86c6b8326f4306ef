import { decodeBase64 } from '../base64.ts';
import { untrusted } from '../errors.ts';
import { type PublicKey, publicKeyFromSpki } from '../keys/public-key.ts';
import type { Fields } from './fields.ts';

/** The one algorithm that crypta's formats know. */
export const ED25519 = 'Ed25519';

/**
 * The public key at `<prefix>.algorithm` and `<prefix>.public.key.base64`.
 * @throws AssayError of the fields; key-alg-mismatch where the key is of another algorithm than it says (integrity);
 * and those of publicKeyFromSpki
 */
export function ed25519Field(fields: Fields, prefix: string, path: string): PublicKey {
  fields.demandChoice(`${prefix}.algorithm`, [ED25519]);
  const key = `${prefix}.public.key.base64`;
  const spki = decodeBase64(fields.demand(key).replace(/[ \t]+/g, ''));
  if (spki === undefined) throw fields.fail(key, 'is not canonical base64', 'a SubjectPublicKeyInfo in base64');
  const publicKey = publicKeyFromSpki(spki, `${path} ${key}`);
  if (publicKey.algorithm !== 'ed25519')
    throw untrusted({
      code: 'key-alg-mismatch',
      message: `${path} calls ${key} an ${ED25519} key, but it is ${publicKey.algorithm}`,
      hint: 'list the ed25519 key that was meant',
      location: { path },
    });
  return publicKey;
}
