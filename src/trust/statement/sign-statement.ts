import { encodeEnvelope } from '../dsse/envelope.ts';
import { signEnvelope } from '../dsse/sign-envelope.ts';
import type { Signer } from '../signature.ts';
import { encodeStatement, STATEMENT_PAYLOAD, type Statement } from './statement.ts';

/** The file of a signed statement: one line of JSON, an envelope around the statement's RFC 8785 form. */
export function signStatement(statement: Statement, signers: readonly Signer[]): string {
  return encodeEnvelope(signEnvelope(STATEMENT_PAYLOAD, encodeStatement(statement), signers));
}
