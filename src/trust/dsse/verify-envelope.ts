import type { Digest } from '../../model/digest.ts';
import { quote } from '../../model/quote.ts';
import { untrusted } from '../errors.ts';
import type { KeySet, RefusedKey, TrustedKey } from '../key-set.ts';
import { isWellFormed, type SignatureOptions, verify } from '../signature.ts';
import { type Envelope, type EnvelopeParseOptions, type EnvelopeSignature, parseEnvelope } from './envelope.ts';
import { preAuthEncoding } from './sign-envelope.ts';

export interface EnvelopePolicy extends EnvelopeParseOptions, SignatureOptions {
  /** The only payload type that counts here. */
  readonly payloadType: string;
  /** How many different trusted keys must have signed; 1 unless told. */
  readonly threshold?: number;
}

/** A payload that enough trusted keys signed. */
export interface VerifiedEnvelope {
  readonly payloadType: string;
  /** The very bytes that were verified: parse these, never the envelope again. */
  readonly payload: Uint8Array;
  /** The trusted keys that signed, each once, in the order of the key set. */
  readonly signers: readonly TrustedKey[];
}

/**
 * Verifies an envelope: at least `threshold` different trusted keys signed this payload as this type. Keyids only say
 * which key to try first; signatures that fit no known key are ignored, as DSSE demands.
 * @throws AssayError of kind integrity: wrong cryptography is sig-invalid, sig-encoding or sig-key-unknown; a right
 * signature that does not count is sig-key-not-authorized, sig-threshold-not-met or envelope-payload-type. And those
 * of parseEnvelope.
 */
export function verifyEnvelope(bytes: Uint8Array, trust: KeySet, policy: EnvelopePolicy): VerifiedEnvelope {
  return verifyParsedEnvelope(parseEnvelope(bytes, policy), trust, policy);
}

/** The same for an envelope already parsed. */
export function verifyParsedEnvelope(envelope: Envelope, trust: KeySet, policy: EnvelopePolicy): VerifiedEnvelope {
  const threshold = policy.threshold ?? 1;
  if (!Number.isSafeInteger(threshold) || threshold < 1) throw new RangeError('a threshold is a whole number from 1');
  const message = preAuthEncoding(envelope.payloadType, envelope.payload);
  const signed = new Set<Digest>();
  for (const signature of envelope.signatures) {
    const signer = signerOf(signature, message, trust.trusted, signed, policy);
    if (signer !== undefined) signed.add(signer.publicKey.digest);
  }
  const signers = uniqueKeys(trust.trusted).filter((key) => signed.has(key.publicKey.digest));
  if (signers.length < threshold) throw refusal(envelope, message, trust, signers.length, { ...policy, threshold });
  if (envelope.payloadType !== policy.payloadType) throw wrongType(envelope.payloadType, policy);
  const { payloadType, payload } = envelope;
  return { payloadType, payload, signers };
}

/** The key of a list that made a signature. A key that signed already needs no second look: it counts once. */
function signerOf<Key extends TrustedKey>(
  { keyid, sig }: EnvelopeSignature,
  message: Uint8Array,
  keys: readonly Key[],
  signed: ReadonlySet<Digest>,
  options: SignatureOptions,
): Key | undefined {
  const fits = (key: Key): boolean => !signed.has(key.publicKey.digest) && verify(key.publicKey, message, sig, options);
  const named = keys.find((key) => key.publicKey.fingerprint === keyid);
  if (named !== undefined && fits(named)) return named;
  return keys.find((key) => key !== named && fits(key));
}

/** One key under two ids is one key. */
function uniqueKeys(keys: readonly TrustedKey[]): TrustedKey[] {
  const seen = new Set<Digest>();
  return keys.filter(({ publicKey }) => !seen.has(publicKey.digest) && seen.add(publicKey.digest));
}

/** Why an envelope does not pass, as exactly as can be said. */
function refusal(
  envelope: Envelope,
  message: Uint8Array,
  trust: KeySet,
  count: number,
  policy: EnvelopePolicy & { readonly threshold: number },
): Error {
  const { path, threshold } = policy;
  const refused = envelope.signatures.flatMap((signature) => {
    const key = signerOf(signature, message, trust.refused, new Set(), policy);
    return key === undefined ? [] : [key];
  });
  const [first] = refused;
  if (count === 0 && first !== undefined)
    return failure('sig-key-not-authorized', path, `is signed, but ${words(first)}`, SIGN_AGAIN);
  if (count > 0 || envelope.signatures.length === 0) {
    const others = refused.map((key) => `; ${words(key)}`).join('');
    return failure(
      'sig-threshold-not-met',
      path,
      `is signed by ${count} of ${threshold} keys needed${others}`,
      SIGN_MORE,
    );
  }
  const known = [...trust.trusted, ...trust.refused];
  for (const { keyid, sig } of envelope.signatures) {
    const named = known.find((key) => key.publicKey.fingerprint === keyid);
    if (named === undefined) continue;
    const { code, what } = isWellFormed(named.publicKey, sig, policy)
      ? { code: 'sig-invalid', what: 'does not fit the payload' }
      : { code: 'sig-encoding', what: `is none that a key of ${named.publicKey.algorithm} makes` };
    return failure(code, path, `names the key ${quote(named.id)}, but the signature ${what}`, TAMPERED);
  }
  return failure('sig-key-unknown', path, 'carries no signature by a known key', UNKNOWN);
}

const SIGN_AGAIN = 'have a key sign that is allowed to, or update the trust document';
const SIGN_MORE = 'have more of the trusted keys sign the same bytes';
const TAMPERED = 'get the file again from where it was signed: its bytes have changed';
const UNKNOWN = 'check where the file comes from, and whether the trust document lists its signer';

function words(key: RefusedKey): string {
  return `the key ${quote(key.id)} ${key.refusal}`;
}

function wrongType(found: string, policy: EnvelopePolicy): Error {
  return failure(
    'envelope-payload-type',
    policy.path,
    `holds a payload of type ${quote(found)} where ${quote(policy.payloadType)} was expected`,
    'give the document that this command reads',
  );
}

function failure(code: string, path: string, what: string, hint: string): Error {
  return untrusted({ code, message: `${path} ${what}`, hint, location: { path } });
}
