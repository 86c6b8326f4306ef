import { parseEnvelope } from '../dsse/envelope.ts';
import { verifyParsedEnvelope } from '../dsse/verify-envelope.ts';
import type { KeySet, TrustedKey } from '../key-set.ts';
import { type ParsedStatement, parseStatement, STATEMENT_PAYLOAD } from './statement.ts';

/** A statement with the trusted keys that signed it. */
export interface VerifiedStatement extends ParsedStatement {
  readonly signers: readonly TrustedKey[];
}

/**
 * A statement from the file of its envelope: first the signatures over the very bytes, then what the bytes say. An
 * envelope of ours has no unsigned members.
 * @throws AssayError those of verifyEnvelope (integrity) and of parseEnvelope and parseStatement (input)
 */
export function verifyStatement(
  bytes: Uint8Array,
  trust: KeySet,
  options: { readonly path: string; readonly maxBytes?: number; readonly threshold?: number },
): VerifiedStatement {
  const envelope = parseEnvelope(bytes, { ...options, closed: true });
  const { payload, signers } = verifyParsedEnvelope(envelope, trust, { ...options, payloadType: STATEMENT_PAYLOAD });
  return { ...parseStatement(payload, options.path), signers };
}

/** What an envelope says before anybody looked at its signatures: for messages, and for nothing else. */
export function peekStatement(bytes: Uint8Array, path: string): ParsedStatement {
  return parseStatement(parseEnvelope(bytes, { path }).payload, path);
}
