import { canonicalJson } from '../../model/json/canonical.ts';
import { parseJson } from '../../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';
import { quote } from '../../model/quote.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { malformed, untrusted } from '../errors.ts';

/** A DSSE envelope (protocol 1.0.2), decoded and not yet believed. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

export interface EnvelopeSignature {
  /** A hint where to look first, and nothing more: the signer writes it, so it decides nothing. */
  readonly keyid?: string;
  readonly sig: Uint8Array;
}

/** More signatures than any of our thresholds needs, and few enough to try each. */
export const MAX_SIGNATURES = 16;

export interface EnvelopeParseOptions {
  /** Path for messages. */
  readonly path: string;
  /** Size limit of the envelope in bytes; 64 MiB unless told. */
  readonly maxBytes?: number;
  /**
   * Refuse members that DSSE does not define. The protocol tells readers to ignore them, and they are ignored unless
   * told; an envelope of ours has none, so what stands there is an unsigned remark made to look signed.
   */
  readonly closed?: boolean;
}

/**
 * Parses an envelope from strict JSON. Base64 and base64url are accepted, each in its one canonical encoding.
 * @throws AssayError envelope-malformed, sig-too-many and those of parseJson (input); sig-encoding,
 * envelope-unknown-field (integrity)
 */
export function parseEnvelope(bytes: Uint8Array, options: EnvelopeParseOptions): Envelope {
  const { path } = options;
  const { value } = parseJson(bytes, {
    path,
    maxBytes: options.maxBytes ?? SIZE.document,
    maxDepth: DEPTH.signedMetadata,
  });
  if (!isJsonObject(value)) throw broken(path, 'is no json object');
  const { payloadType, signatures } = value;
  if (typeof payloadType !== 'string') throw broken(path, 'lacks the string "payloadType"');
  if (!Array.isArray(signatures)) throw broken(path, 'lacks the list "signatures"');
  if (signatures.length > MAX_SIGNATURES)
    throw malformed({
      code: 'sig-too-many',
      message: `${path} carries ${signatures.length} signatures; at most ${MAX_SIGNATURES} are read`,
      hint: 'keep the signatures that its readers need',
      location: { path },
    });
  if (options.closed) checkMembers(value, ['payload', 'payloadType', 'signatures'], path);
  const payload = typeof value.payload === 'string' ? decodePayload(value.payload) : undefined;
  if (payload === undefined) throw broken(path, 'lacks a "payload" in canonical base64');
  return {
    payloadType,
    payload,
    signatures: signatures.map((each: JsonValue, index) => parseSignature(each, index, options)),
  };
}

/** The envelope's file form: canonical JSON on one line, as a line of `.intoto.jsonl`. */
export function encodeEnvelope(envelope: Envelope): string {
  return `${canonicalJson({
    payloadType: envelope.payloadType,
    payload: encodeBase64(envelope.payload),
    signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: encodeBase64(sig) })),
  })}\n`;
}

/** An empty payload is a payload. */
function decodePayload(text: string): Uint8Array | undefined {
  return text === '' ? new Uint8Array() : decodeBase64(text, 'either');
}

function parseSignature(value: JsonValue, index: number, { path, closed }: EnvelopeParseOptions): EnvelopeSignature {
  if (!isJsonObject(value) || typeof value.sig !== 'string')
    throw broken(path, `has a signature ${index + 1} without the string "sig"`);
  const { keyid } = value;
  if (keyid !== undefined && typeof keyid !== 'string')
    throw broken(path, `has a signature ${index + 1} whose "keyid" is no string`);
  if (closed) checkMembers(value, ['keyid', 'sig'], path);
  const sig = decodeBase64(value.sig, 'either');
  if (sig === undefined)
    throw untrusted({
      code: 'sig-encoding',
      message: `${path} has a signature ${index + 1} that is not in canonical base64`,
      hint: 'sign again; a signature has one encoding',
      location: { path },
    });
  // DSSE: an unset keyid is treated the same as an empty one.
  return keyid === undefined || keyid === '' ? { sig } : { keyid, sig };
}

function checkMembers(value: JsonObject, known: readonly string[], path: string): void {
  const extra = Object.keys(value).find((name) => !known.includes(name));
  if (extra === undefined) return;
  throw untrusted({
    code: 'envelope-unknown-field',
    message: `${path} has the unsigned member ${quote(extra)}, which no envelope has`,
    hint: 'remove it; what must be believed belongs into the signed payload',
    location: { path },
  });
}

function broken(path: string, what: string): Error {
  return malformed({
    code: 'envelope-malformed',
    message: `${path} is no dsse envelope: it ${what}`,
    hint: 'expected {"payload", "payloadType", "signatures": [{"keyid", "sig"}]}',
    location: { path },
  });
}
