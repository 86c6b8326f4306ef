import { inputError, integrityError } from '../model/errors.ts';
import { decodeUtf8 } from '../model/json/parse.ts';
import { encodeEnvelope, parseEnvelope } from '../trust/dsse/envelope.ts';
import { verifyParsedEnvelope } from '../trust/dsse/verify-envelope.ts';
import type { KeySet, TrustedKey } from '../trust/key-set.ts';
import { STATEMENT_PAYLOAD } from '../trust/statement/statement.ts';

/** More lines than the largest release has artifacts and approvals. */
const MAX_LINES = 100_000;

/** The lines of a bundle. @throws AssayError bundle-lines-malformed (input), those of decodeUtf8 */
export function bundleLines(bytes: Uint8Array, path: string): string[] {
  const text = decodeUtf8(bytes, { path });
  const lines = text.split('\n');
  const last = lines.pop();
  const fault = linesFault(text, lines, last);
  if (fault === undefined) return lines;
  throw inputError(
    'bundle-lines-malformed',
    `${path} ${fault}; expected one envelope on each line`,
    'give the file that `assay certify --attest` wrote, unchanged',
    { path },
  );
}

function linesFault(text: string, lines: readonly string[], last: string | undefined): string | undefined {
  if (text === '') return 'is empty';
  // As a certification is written, which people give in its place.
  if (/^\s*\{\s*\n/.test(text)) return 'is one json document over many lines, which nobody signed';
  if (last !== '') return 'ends in the middle of a line';
  if (lines.length > MAX_LINES) return `has more than ${MAX_LINES} lines`;
  const blank = lines.findIndex((line) => line.trim() === '');
  return blank < 0 ? undefined : `has the empty line ${blank + 1}`;
}

/** A line of ours, believed: its payload, and the keys that signed it. */
export interface SignedLine {
  readonly payload: Uint8Array;
  readonly signers: readonly TrustedKey[];
}

/**
 * Verifies one line: every signature that it carries is by a trusted key under its own keyid, and the line is written in
 * the one form that we write. DSSE would pass over more, but nothing may stand in a bundle that nobody answers for.
 * @throws AssayError attestation-line-form and those of verifyEnvelope (integrity), those of parseEnvelope (input)
 */
export function verifyLine(line: string, trust: KeySet, path: string): SignedLine {
  const envelope = parseEnvelope(Buffer.from(line), { path, closed: true });
  const { payload, signers } = verifyParsedEnvelope(envelope, trust, { path, payloadType: STATEMENT_PAYLOAD });
  const known = new Set(signers.map(({ publicKey }) => publicKey.fingerprint as string));
  const strange = envelope.signatures.some(({ keyid = '' }) => !known.delete(keyid));
  if (!strange && encodeEnvelope(envelope) === `${line}\n`) return { payload, signers };
  throw integrityError(
    'attestation-line-form',
    `${path} is not written as it was signed: it holds a signature that nobody answers for, or another spelling`,
    'give the file that `assay certify --attest` wrote, unchanged',
    { path },
  );
}
