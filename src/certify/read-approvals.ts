import type { ReadApproval, ReadRegister, Signatory } from '../decide/approval.ts';
import { instantMs } from '../decide/instant.ts';
import type { Approval } from '../formats/generated/approval.ts';
import validateApproval from '../formats/generated/validators/approval.js';
import validateRegister from '../formats/generated/validators/waiver-register.js';
import type { WaiverRegister } from '../formats/generated/waiver-register.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { type Validator, validateDocument } from '../formats/validate.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { isJsonObject } from '../model/json/value.ts';
import { SIZE } from '../model/limits.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import { samePrincipal } from '../model/principal.ts';
import { peekStatement, type VerifiedStatement, verifyStatement } from '../trust/statement/verify-statement.ts';
import { type FolderFile, listDocuments } from './read-folder.ts';
import type { RunTrust } from './read-trust.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

/** A signed file as it lies on the disk, with what was made of it. */
export interface SignedFile<T> {
  readonly read: T;
  readonly shown: string;
  /** Digest of the file's bytes; absent where they can't be read. */
  readonly fileDigest?: Digest;
}

/** Reads every decision of a folder; one that counts for nothing says why, and the others count as ever. */
export function readApprovals(
  folder: string,
  shown: string,
  trust: RunTrust | undefined,
  passedOver: (path: string) => void,
): SignedFile<ReadApproval>[] {
  return listDocuments(folder, shown, passedOver).map((file) => readApproval(file, trust));
}

function readApproval(file: FolderFile, trust: RunTrust | undefined): SignedFile<ReadApproval> {
  const location = { path: file.shown };
  let bytes: Uint8Array | undefined;
  try {
    bytes = readFileBytes(file.file, file.shown, SIZE.config, { noFollow: true });
    const digest = digestBytes(bytes);
    const { approval, testKey } = verifiedApproval(bytes, file.shown, trust);
    return { read: { location, digest, approval, testKey }, shown: file.shown, fileDigest: digest };
  } catch (error) {
    const digest = bytes === undefined ? {} : { digest: digestBytes(bytes) };
    const waiverId = bytes === undefined ? undefined : claimedWaiver(bytes, file.shown);
    const read = { location, ...refused(error, file.shown), ...digest, ...(waiverId ? { waiverId } : {}) };
    return { read, shown: file.shown, ...(digest.digest ? { fileDigest: digest.digest } : {}) };
  }
}

/** An approval from the bytes of its file. @throws AssayError where it counts for nothing */
export function verifiedApproval(
  bytes: Uint8Array,
  path: string,
  trust: RunTrust | undefined,
): { approval: Approval; testKey: boolean } {
  const { value: approval, statement } = predicateOf<Approval>(bytes, path, trust, {
    type: PREDICATE.approval,
    validator: validateApproval,
    name: 'approval',
  });
  if (instantMs(approval.decidedAt) === undefined)
    throw refusal(path, 'approval-malformed', `names a day that no calendar has: ${approval.decidedAt}`, 'input');
  const [subject, ...others] = statement.subjects;
  if (subject?.digest !== approval.waiverDigest || others.length > 0)
    throw refusal(path, 'approval-malformed', 'is about another subject than the waiver that it names', 'input');
  const signatory = signatories(statement).find(({ principal }) => samePrincipal(principal, approval.principal));
  if (signatory === undefined) {
    const signers = signatories(statement).map(({ principal }) => principal);
    throw refusal(path, 'approval-forged', `names ${approval.principal} and is signed by ${signers.join(', ')}`);
  }
  if (!trust?.hasRole(signatory.principal, approval.role))
    throw refusal(
      path,
      'approval-forged',
      `is by ${approval.principal}, who is no ${approval.role} in ${trust?.path ?? ''}`,
    );
  return { approval, testKey: signatory.testKey };
}

/** Reads the register of waivers; one that counts for nothing says why. */
export function readRegister(file: FolderFile, trust: RunTrust | undefined): SignedFile<ReadRegister> {
  const location = { path: file.shown };
  try {
    const bytes = readFileBytes(file.file, file.shown, SIZE.document, { noFollow: true });
    const read = verifiedRegister(bytes, file.shown, trust);
    return { read, shown: file.shown, fileDigest: digestBytes(bytes) };
  } catch (error) {
    return { read: { location, reason: refused(error, file.shown).reason }, shown: file.shown };
  }
}

/** A register from the bytes of its file. @throws AssayError where it counts for nothing */
export function verifiedRegister(
  bytes: Uint8Array,
  path: string,
  trust: RunTrust | undefined,
): Extract<ReadRegister, { register: unknown }> {
  const { value: register, statement } = predicateOf<WaiverRegister>(bytes, path, trust, {
    type: PREDICATE.register,
    validator: validateRegister,
    name: 'waiver register',
  });
  for (const instant of [register.issuedAt, register.validUntil])
    if (instantMs(instant) === undefined)
      throw refusal(path, 'register-malformed', `names a day that no calendar has: ${instant}`, 'input');
  const signatory = signatories(statement).find(({ principal }) => trust?.hasRole(principal, 'release-manager'));
  if (signatory === undefined) throw refusal(path, 'register-forged', 'is not signed by a release manager');
  return { location: { path }, digest: digestBytes(bytes), register, signatory };
}

interface PredicateFormat {
  readonly type: string;
  readonly validator: Validator;
  readonly name: string;
}

/** @throws AssayError where signatures, statement or predicate are not what they must be */
function predicateOf<T>(
  bytes: Uint8Array,
  path: string,
  trust: RunTrust | undefined,
  { type, validator, name }: PredicateFormat,
): { value: T; statement: VerifiedStatement } {
  if (trust === undefined)
    throw refusal(path, 'trust-missing', "can't be believed: the configuration names no trust document");
  const statement = verifyStatement(bytes, trust.keys, { path, maxBytes: SIZE.document });
  if (statement.predicateType !== type)
    throw refusal(path, 'statement-type', `holds a statement of type ${statement.predicateType}, not ${type}`, 'input');
  const leaks = reportLeaks(statement.predicate);
  if (leaks.length > 0)
    throw refusal(path, 'signed-leak', `holds what it must not carry: ${leakWords(leaks)}`, 'input');
  const document = { ...statement.document, value: statement.predicate };
  return { value: validateDocument<T>(document, validator, name), statement };
}

function signatories({ signers }: VerifiedStatement): Signatory[] {
  return signers.flatMap(({ principal, use }) =>
    principal === undefined ? [] : [{ principal, testKey: use !== 'production' }],
  );
}

/** What a failure makes of the file: bytes that are no approval are malformed, signatures that don't hold are forged. */
function refused(error: unknown, path: string): { state: 'malformed' | 'forged'; reason: string } {
  if (!(error instanceof AssayError) || (error.kind !== 'input' && error.kind !== 'integrity')) throw error;
  const state = error.kind === 'integrity' ? 'forged' : 'malformed';
  if (error.code === 'input-unreadable') return { state, reason: "can't be read" };
  if (OWN.has(error.code)) return { state, reason: error.message };
  // The reason follows the path, which need not be said again.
  const own = error.message.startsWith(path) ? error.message.slice(path.length).replace(/^(?::\d+)* /, 'it ') : '';
  return { state, reason: `counts for nothing: ${own.startsWith('it ') ? own : error.message}` };
}

const OWN = new Set([
  'approval-malformed',
  'approval-forged',
  'register-malformed',
  'register-forged',
  'trust-missing',
  'statement-type',
  'signed-leak',
]);

/** @param message in words that follow the path, which stands beside them wherever errors are shown */
function refusal(path: string, code: string, message: string, kind: 'input' | 'integrity' = 'integrity'): AssayError {
  return new AssayError({ kind, code, message, hint: 'have it signed anew', location: { path } });
}

/** The waiver that a file claims to decide about, so that its fault is told where somebody waits for it. */
function claimedWaiver(bytes: Uint8Array, path: string): string | undefined {
  try {
    const { predicate } = peekStatement(bytes, path);
    const id = isJsonObject(predicate) ? predicate.waiverId : undefined;
    return typeof id === 'string' && /^WVR-\d{4}-\d{4,6}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
