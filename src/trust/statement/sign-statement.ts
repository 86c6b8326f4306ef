import { encodeEnvelope } from '../dsse/envelope.ts';
import { preAuthEncoding, signEnvelope } from '../dsse/sign-envelope.ts';
import type { PublicKey } from '../keys/public-key.ts';
import type { Signer } from '../signature.ts';
import { encodeStatement, STATEMENT_PAYLOAD, type Statement } from './statement.ts';

/** The file of a signed statement: one line of JSON, an envelope around the statement's RFC 8785 form. */
export function signStatement(statement: Statement, signers: readonly Signer[]): string {
  return encodeEnvelope(signEnvelope(STATEMENT_PAYLOAD, encodeStatement(statement), signers));
}

/** Signs bytes by a key that is known only afterwards, as a card or a key service does. */
export type StatementSigner = (bytes: Uint8Array) => {
  readonly signature: Uint8Array;
  readonly key: { readonly publicKey: PublicKey };
};

/** The file of a statement that one person signed, whoever keeps the key. @throws AssayError what the signer throws */
export function signStatementBy(statement: Statement, sign: StatementSigner): string {
  const payload = encodeStatement(statement);
  const { signature, key } = sign(preAuthEncoding(STATEMENT_PAYLOAD, payload));
  return encodeEnvelope({
    payloadType: STATEMENT_PAYLOAD,
    payload,
    signatures: [{ keyid: key.publicKey.fingerprint, sig: signature }],
  });
}
