import { canonicalJson } from '../../model/json/canonical.ts';
import { type JsonDocument, parseJson } from '../../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import { DEPTH } from '../../model/limits.ts';
import { malformed } from '../errors.ts';

/** The payload type of every envelope that holds an in-toto statement. */
export const STATEMENT_PAYLOAD = 'application/vnd.in-toto+json';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** What a statement is about: by digest; the name is for people. */
export interface Subject {
  readonly name: string;
  /** `sha256:` and 64 lower-case hex digits. */
  readonly digest: string;
}

/** An in-toto statement (v1): these subjects, and what is said of them. */
export interface Statement {
  readonly subjects: readonly Subject[];
  readonly predicateType: string;
  /** A document of ours that has a format, or anything that is JSON. */
  readonly predicate: unknown;
  /** Written with its members in the order that they have, for a document whose very text matters. */
  readonly inGivenOrder?: true;
}

/** The statement's bytes, in the one form that we sign: RFC 8785, unless the order of members is part of what is said. */
export function encodeStatement({ subjects, predicateType, predicate, inGivenOrder }: Statement): Uint8Array {
  const subject = subjects.map(({ name, digest }) => ({ name, digest: { sha256: digest.slice('sha256:'.length) } }));
  const whole = { _type: STATEMENT_TYPE, subject, predicateType, predicate };
  return Buffer.from(inGivenOrder ? JSON.stringify(whole) : canonicalJson(whole));
}

/** A statement that was read, with the document for places. */
export interface ParsedStatement extends Statement {
  readonly predicate: JsonValue;
  /** The payload; the predicate stands at /predicate. */
  readonly document: JsonDocument;
}

/**
 * Parses the payload of an envelope whose signatures were checked. Members that in-toto does not define are ignored, as
 * its specification demands of readers; what we act on is in the predicate, which has its own closed format.
 * @throws AssayError statement-malformed and those of parseJson (input)
 */
export function parseStatement(payload: Uint8Array, path: string): ParsedStatement {
  const document = parseJson(payload, { path, maxBytes: payload.length, maxDepth: DEPTH.signedMetadata });
  const { value } = document;
  if (!isJsonObject(value) || value._type !== STATEMENT_TYPE) throw broken(path, `is not of type ${STATEMENT_TYPE}`);
  const { subject, predicateType, predicate } = value;
  if (typeof predicateType !== 'string') throw broken(path, 'lacks the string "predicateType"');
  if (!Array.isArray(subject) || subject.length === 0) throw broken(path, 'lacks the list "subject"');
  const subjects = subject.map((one, index) => parseSubject(one, index, path));
  return { subjects, predicateType, predicate: predicate ?? null, document };
}

function parseSubject(value: JsonValue, index: number, path: string): Subject {
  const { name = '', digest } = isJsonObject(value) ? value : {};
  const sha256 = isJsonObject(digest) ? digest.sha256 : undefined;
  const whole = `sha256:${typeof sha256 === 'string' ? sha256 : ''}`;
  if (typeof name !== 'string' || !DIGEST.test(whole))
    throw broken(path, `has a subject ${index + 1} without a digest "sha256" of 64 lower-case hex digits`);
  return { name, digest: whole };
}

function broken(path: string, what: string): Error {
  return malformed({
    code: 'statement-malformed',
    message: `${path} holds no in-toto statement: it ${what}`,
    hint: 'expected {"_type", "subject": [{"name", "digest": {"sha256"}}], "predicateType", "predicate"}',
    location: { path },
  });
}
