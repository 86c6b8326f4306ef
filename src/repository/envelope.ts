import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { quote } from '../model/quote.ts';
import { ed25519ScalarReduced } from '../trust/keys/ed25519-point.ts';
import { breach } from './breach.ts';
import { MOST } from './policy.ts';
import { assertCanonical, parseCanonicalJson, parseSignedJson } from './signed-json.ts';

export interface RoleSignature {
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A role's file taken apart, before anything in it was parsed. */
export interface RoleEnvelope {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly signatures: readonly RoleSignature[];
  /** The very bytes that are signed. */
  readonly signed: Uint8Array;
}

const HEAD = '{"signatures":[';
const MIDDLE = '],"signed":';
const SIGNATURE = /\{"keyid":"([0-9a-f]{64})","sig":"([0-9a-f]{128})"\}/y;

/**
 * Cuts a role's file into its signatures and the bytes that they sign. In canonical order `signatures` stands before
 * `signed`, so that no JSON has to be parsed to find them.
 * @throws AssayError of kind integrity where the bytes have another form
 */
export function sliceEnvelope(bytes: Uint8Array, path: string): RoleEnvelope {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256 * (MOST.signatures + 2)));
  const text = head.toString('latin1');
  if (!text.startsWith(HEAD)) throw unlike(bytes, path);
  const signatures: RoleSignature[] = [];
  let at = HEAD.length;
  while (!text.startsWith(MIDDLE, at)) {
    if (signatures.length > 0 && text[at] !== ',') throw unlike(bytes, path);
    SIGNATURE.lastIndex = signatures.length > 0 ? at + 1 : at;
    const match = SIGNATURE.exec(text);
    if (match === null || signatures.length >= MOST.signatures) throw unlike(bytes, path);
    signatures.push({ keyId: match[1] ?? '', signature: Buffer.from(match[2] ?? '', 'hex') });
    at = SIGNATURE.lastIndex;
  }
  if (bytes.at(-1) !== 0x7d) throw unlike(bytes, path);
  checkSignatures(signatures, path);
  return { path, bytes, signatures, signed: bytes.subarray(at + MIDDLE.length, -1) };
}

function checkSignatures(signatures: readonly RoleSignature[], path: string): void {
  const seen = new Set<string>();
  for (const { keyId, signature } of signatures) {
    if (seen.has(keyId)) throw breach('sig-duplicate', `has two signatures of the key ${keyId}`, path, keyId);
    seen.add(keyId);
    if (!ed25519ScalarReduced(signature))
      throw breach('sig-encoding', `has a signature of ${keyId} whose number is not reduced`, path, keyId);
  }
}

/** Why bytes are no envelope: they are refused, and this says for what. */
function unlike(bytes: Uint8Array, path: string): Error {
  try {
    diagnoseEnvelope(bytes, path);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  return breach('json-not-canonical', 'is not in the canonical form of rfc 8785, to the byte', path);
}

/**
 * Looks into a file that is refused anyway, to say what is wrong with it. Nothing that is read here is believed.
 * @throws AssayError of kind integrity for the first fault of its form; returns where there is none
 */
export function diagnoseEnvelope(bytes: Uint8Array, path: string): void {
  const value = parseSignedJson(bytes, path);
  if (!isJsonObject(value)) throw breach('metadata-invalid', 'is no json object', path);
  for (const name of Object.keys(value))
    if (name !== 'signatures' && name !== 'signed')
      throw breach('envelope-unknown-field', `has the member ${quote(name)}, which nobody signs`, path, name);
  const { signatures, signed } = value;
  if (!Array.isArray(signatures) || !isJsonObject(signed))
    throw breach('metadata-invalid', 'has no list of signatures, or nothing that is signed', path);
  if (signatures.length > MOST.signatures)
    throw breach('sig-too-many', `has ${signatures.length} signatures; at most ${MOST.signatures} are looked at`, path);
  checkSignatures(
    signatures.map((each) => signatureOf(each, path)),
    path,
  );
  assertCanonical(bytes, value, path);
}

function signatureOf(value: JsonValue, path: string): RoleSignature {
  const { keyid, sig, ...rest } = isJsonObject(value) ? value : {};
  if (typeof keyid !== 'string' || typeof sig !== 'string' || Object.keys(rest).length > 0)
    throw breach('metadata-invalid', 'has a signature that is not a keyid and a sig', path);
  if (!/^[0-9a-f]{64}$/.test(keyid) || !/^[0-9a-f]{128}$/.test(sig))
    throw breach(
      'sig-encoding',
      `has a signature of ${quote(keyid)} that is not 128 lower-case hex digits`,
      path,
      keyid,
    );
  return { keyId: keyid, signature: Buffer.from(sig, 'hex') };
}

/** Parses what an envelope signs, after its signatures were checked. @throws AssayError of kind integrity */
export function parseSigned(envelope: RoleEnvelope): JsonObject {
  const { path, signed } = envelope;
  // A member after `signed` would be within the slice; what was verified then is no JSON value of its own.
  const value = parseCanonicalJson(signed, path);
  if (!isJsonObject(value)) throw breach('metadata-invalid', 'signs something that is no json object', path);
  return value;
}

/** The bytes of a role's file. */
export function encodeEnvelope(signed: JsonObject, signatures: readonly RoleSignature[]): Uint8Array {
  return joinEnvelope(Buffer.from(canonicalJson(signed)), signatures);
}

/** The bytes of a role's file, around bytes that are signed as they are. */
export function joinEnvelope(signed: Uint8Array, signatures: readonly RoleSignature[]): Uint8Array {
  const list = [...signatures]
    .sort((a, b) => (a.keyId < b.keyId ? -1 : 1))
    .map(({ keyId, signature }) => `{"keyid":"${keyId}","sig":"${Buffer.from(signature).toString('hex')}"}`);
  return Buffer.concat([Buffer.from(`${HEAD}${list.join(',')}${MIDDLE}`), signed, Buffer.from('}')]);
}
