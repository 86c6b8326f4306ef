import { certificationStatements } from '../attest/certification-statements.ts';
import { isChain, type KnownAccepted } from '../decide/accepted.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import validateCertification from '../formats/generated/validators/certification.js';
import validateRecord from '../formats/generated/validators/decision-record.js';
import { type Validator, validateDocument } from '../formats/validate.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { KeySet, TrustedKey } from '../trust/key-set.ts';
import { encodeStatement, parseStatement } from '../trust/statement/statement.ts';
import { verifyStatement } from '../trust/statement/verify-statement.ts';
import { type AcceptedContext, acceptedFrom } from './accepted/read-accepted.ts';
import { bundleLines, type SignedLine, verifyLine } from './bundle-lines.ts';
import { recordedFiles, type SignedFiles } from './decision-record.ts';
import { refuseOtherSubjects } from './evidence-statement.ts';
import { signersOf } from './open-evidence.ts';
import { verifiedApproval, verifiedRegister } from './read-approvals.ts';
import type { RunTrust } from './read-trust.ts';
import { isReproduced } from './replay.ts';

/** A certification that its bundle proves. */
export interface BelievedCertification {
  readonly certification: Certification;
  readonly record: DecisionRecord;
  readonly files: SignedFiles;
  /** Who signed every statement. */
  readonly signers: readonly TrustedKey[];
}

/** Who must have signed what. */
export interface AttestationTrust {
  /** Keys that may sign a certification, at the instant of the question. */
  readonly certifiers: KeySet;
  /** Who could approve when it was decided. */
  readonly approvers: (certification: Certification) => RunTrust;
}

/**
 * Believes a bundle, or refuses it: every line is signed by who may, says exactly what the certification gives, and the
 * certification is what is decided again from the bundle alone. No line may be missing, strange, moved or doubled.
 * @throws AssayError of kind input where a line is no envelope or statement of ours; of kind integrity: those of verifyLine,
 * attestation-incomplete, attestation-differs, attestation-input, attestation-test-key, decision-differs, evidence-subject
 */
export function verifyAttestation(bytes: Uint8Array, path: string, trust: AttestationTrust): BelievedCertification {
  const lines = bundleLines(bytes, path);
  const place = (index: number): string => `${path}:${index + 1}`;
  const signed = (index: number): SignedLine => {
    const line = lines[index];
    if (line === undefined) throw incomplete(path, `it has ${lines.length} lines`);
    return verifyLine(line, trust.certifiers, place(index));
  };
  const certification = predicateOf<Certification>(signed(0), place(0), CERTIFICATION);
  const record = predicateOf<DecisionRecord>(signed(1), place(1), RECORD);
  checkRecord(certification, record, path);
  const statements = certificationStatements(certification, record);
  const all = statements.map((statement, index) => {
    const { payload, signers } = signed(index);
    if (Buffer.compare(payload, encodeStatement(statement)) !== 0)
      throw differs(place(index), 'says something else than its certification gives');
    return signers;
  });
  const common = commonSigners(all);
  if (certification.mode === 'production') refuseTestKeys(common, path);
  const signedLines = lines.slice(statements.length);
  const files = signedFiles(record, signedLines, path, {
    trust: trust.approvers(certification),
    platform: certification.platform,
  });
  if (!isReproduced(certification, record, files))
    throw integrityError(
      'decision-differs',
      `${path} holds a certification that is not what its own record gives`,
      'do not release on it; check whether a key of an approver was revoked, and certify again',
      { path },
    );
  return { certification, record, files, signers: common };
}

/** @throws AssayError attestation-test-key (integrity) where no key was made for production */
export function refuseTestKeys(signers: readonly TrustedKey[], path: string): void {
  if (signers.some(({ use }) => use === 'production')) return;
  throw integrityError(
    'attestation-test-key',
    `${path} is signed by a key that was made for tests, which production does not take`,
    'certify with a key whose use is production in the trust document',
    { path },
  );
}

interface PredicateFormat {
  readonly type: string;
  readonly validator: Validator;
  readonly name: string;
}
const CERTIFICATION: PredicateFormat = {
  type: PREDICATE.certification,
  validator: validateCertification,
  name: 'certification',
};
const RECORD: PredicateFormat = { type: PREDICATE.record, validator: validateRecord, name: 'decision record' };

function predicateOf<T>({ payload }: SignedLine, path: string, { type, validator, name }: PredicateFormat): T {
  const { predicateType, predicate, document } = parseStatement(payload, path);
  if (predicateType !== type) throw differs(path, `holds a statement of type ${predicateType}, expected ${type}`);
  return validateDocument<T>({ ...document, value: predicate }, validator, name);
}

/** That the record is the one of this certification, and its documents are those that it names. */
function checkRecord(certification: Certification, record: DecisionRecord, path: string): void {
  const { policy, plan } = record;
  const pairs = [
    ['certification', digestJson(certification), record.certificationDigest],
    ['policy', digestJson(policy.document), certification.policy.digest],
    ['policy of the plan', plan.policyDigest, certification.policy.digest],
    ['plan', digestJson(plan), certification.plan.digest],
    ['candidate', digestJson(plan.candidate.artifacts), certification.candidate.digest],
  ] as const;
  for (const [what, found, named] of pairs)
    if (found !== named) throw differs(path, `names the ${what} ${named}, and holds ${found}`);
  for (const { document, digest, redacted, location } of [...record.evidence, ...record.waivers])
    if (redacted !== true && digestJson(document) !== digest)
      throw differs(path, `names ${location.path} with ${digest}, and holds ${digestJson(document)}`);
}

/** The signed files behind a record's statements: exactly those that it names, in their one order. */
function signedFiles(
  record: DecisionRecord,
  lines: readonly string[],
  path: string,
  { trust, platform }: { readonly trust: RunTrust; readonly platform: string },
): SignedFiles {
  const { approvals, register, acceptedFindings } = record;
  const wanted = [...new Set(recordedFiles(record).map(({ digest }) => digest))].sort(byCodeUnit);
  if (lines.length !== wanted.length)
    throw incomplete(path, `it holds ${lines.length} of ${wanted.length} signed files that it names`);
  const byDigest = new Map<string, Uint8Array>();
  for (const [index, digest] of wanted.entries()) byDigest.set(digest, bytesOf(lines[index] ?? '', digest, path));
  const bytes = (digest: string): Uint8Array => byDigest.get(digest) ?? new Uint8Array();
  return {
    approvals: approvals.map(({ path: file, digest }) => {
      const { approval, testKey } = verifiedApproval(bytes(digest), file, trust);
      return { location: { path: file }, digest, approval, testKey };
    }),
    ...(register ? { register: verifiedRegister(bytes(register.digest), register.path, trust) } : {}),
    ...(acceptedFindings ? { accepted: acceptedOf(acceptedFindings, bytes, { trust, platform }) } : {}),
    producers: producersOf(record, bytes, trust),
  };
}

/** The lists of accepted findings from their lines. @throws AssayError attestation-differs where they are no chain any more */
function acceptedOf(
  { path, lines }: NonNullable<DecisionRecord['acceptedFindings']>,
  bytes: (digest: string) => Uint8Array,
  context: AcceptedContext,
): KnownAccepted {
  const read = acceptedFrom(
    lines.map((digest) => Buffer.from(bytes(digest)).toString('utf8')),
    path,
    context,
  );
  if (isChain(read)) return read;
  throw differs(path, read.reason);
}

/** Whose signatures the evidence in signed files carries, by the trust document; each says what the record says. */
function producersOf({ evidence }: DecisionRecord, bytes: (digest: string) => Uint8Array, trust: RunTrust) {
  return new Map(
    evidence.flatMap(({ envelope, digest, location: { path } }) => {
      if (envelope === undefined) return [];
      const statement = verifyStatement(bytes(envelope), trust.keys, { path });
      if (statement.predicateType !== PREDICATE.evidence || digestJson(statement.predicate) !== digest)
        throw differs(path, `is named with ${digest}, and the signed file holds ${digestJson(statement.predicate)}`);
      refuseOtherSubjects(statement, path);
      return [[envelope, signersOf(statement, trust)] as const];
    }),
  );
}

/** The bytes of a file from its line: a file ends with a line feed, or not. */
function bytesOf(line: string, digest: string, path: string): Uint8Array {
  const found = [`${line}\n`, line].find((text) => digestBytes(text) === digest);
  if (found !== undefined) return Buffer.from(found);
  throw integrityError(
    'attestation-input',
    `${path} lacks the signed file ${digest}, or holds it changed or in another place`,
    'give the file that `assay certify --attest` wrote, unchanged',
    { path },
  );
}

/** Keys that signed every statement. */
function commonSigners(all: readonly (readonly TrustedKey[])[]): TrustedKey[] {
  const [first = [], ...others] = all;
  return first.filter(({ id }) => others.every((signers) => signers.some((one) => one.id === id)));
}

function incomplete(path: string, what: string): Error {
  return integrityError(
    'attestation-incomplete',
    `${path} is not whole: ${what}`,
    'give the file that `assay certify --attest` wrote, unchanged',
    { path },
  );
}

function differs(path: string, what: string): Error {
  return integrityError(
    'attestation-differs',
    `${path} ${what}`,
    'do not release on it; give the file that `assay certify --attest` wrote, unchanged',
    { path },
  );
}
