import type { Signatory } from '../decide/approval.ts';
import type { EvidenceSigner } from '../decide/observation.ts';
import { parseDocument } from '../formats/parse-document.ts';
import { inputError, integrityError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import { peekStatement, type VerifiedStatement, verifyStatement } from '../trust/statement/verify-statement.ts';
import { refuseOtherSubjects } from './evidence-statement.ts';
import type { RunTrust } from './read-trust.ts';

/** The role whose holders' signatures evidence is believed by, where the policy names nobody. */
export const PRODUCER_ROLE = 'evidence-producer';

/** A file of evidence before anybody looked at what it says. */
export interface OpenedEvidence {
  /** The evidence itself, at its place in the file or, where it is signed, in the payload. */
  readonly document: JsonDocument;
  /** Whose signatures hold; empty where it is not signed. */
  readonly signers: readonly EvidenceSigner[];
}

/**
 * Opens a file of evidence: the document itself, or an envelope around a statement whose predicate it is.
 * @throws AssayError of kind input where it is neither; of kind integrity where a signature does not hold, the
 * statement is about something else, or nobody knows whose keys count: an envelope that can't be verified is no unsigned
 * document
 */
export async function openEvidence(
  bytes: Uint8Array,
  shown: string,
  trust: RunTrust | undefined,
): Promise<OpenedEvidence> {
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document });
  if (!isEnvelope(document.value)) return { document, signers: [] };
  if (trust === undefined)
    throw integrityError(
      'evidence-untrusted',
      `${shown} is signed, and the configuration names no trust document`,
      'set trust in assay.config.json to the document that says whose keys count',
      { path: shown },
    );
  const statement = verifyStatement(bytes, trust.keys, { path: shown, maxBytes: SIZE.document });
  const signed = predicateOf(statement, shown);
  refuseOtherSubjects(statement, shown);
  return { document: signed, signers: signersOf(statement, trust) };
}

/** What a file of evidence says, whoever signed it. @throws AssayError of kind input */
export async function peekEvidence(bytes: Uint8Array, shown: string): Promise<JsonDocument> {
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document });
  return isEnvelope(document.value) ? predicateOf(peekStatement(bytes, shown), shown) : document;
}

/** Whether a document is an envelope, or means to be one. */
export function isEnvelope(value: JsonValue): boolean {
  return isJsonObject(value) && 'payloadType' in value;
}

function predicateOf(
  { predicateType, predicate, document }: Pick<VerifiedStatement, 'predicateType' | 'predicate' | 'document'>,
  shown: string,
): JsonDocument {
  if (predicateType !== PREDICATE.evidence)
    throw inputError(
      'evidence-statement',
      `${shown} holds a statement of type ${predicateType}, not ${PREDICATE.evidence}`,
      'sign evidence with `assay evidence sign`',
      { path: shown },
    );
  return { ...document, value: predicate };
}

/** The principals behind the signatures of evidence, as a trust document knows them. */
export function signersOf({ signers }: Pick<VerifiedStatement, 'signers'>, trust: RunTrust): EvidenceSigner[] {
  return signers.flatMap(({ principal, use }) => {
    if (principal === undefined) return [];
    const signatory: Signatory = { principal, testKey: use !== 'production' };
    return [{ ...signatory, producer: trust.hasRole(principal, PRODUCER_ROLE) }];
  });
}
