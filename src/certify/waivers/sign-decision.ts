import { approvalStatement } from '../../attest/waiver-statements.ts';
import type { KnownWaiver } from '../../decide/read-waiver.ts';
import type { Approval } from '../../formats/generated/approval.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import { samePrincipal } from '../../model/principal.ts';
import { quote } from '../../model/quote.ts';
import type { TrustedKey } from '../../trust/key-set.ts';
import { type StatementSigner, signStatementBy } from '../../trust/statement/sign-statement.ts';
import { verifiedApproval } from '../read-approvals.ts';
import type { RunTrust } from '../read-trust.ts';
import type { WaiverRun } from './waiver-run.ts';

/** What somebody decides. */
export interface DecisionCall {
  readonly decision: Approval['decision'];
  readonly principal: string;
  readonly role: Approval['role'];
  readonly comment: string | undefined;
}

/** Somebody whom the trust document lists, with the keys that count now. */
export interface Person {
  /** As the trust document writes it. */
  readonly principal: string;
  readonly keys: readonly TrustedKey[];
  readonly trust: RunTrust;
}

/**
 * Who decides, as the trust document has them.
 * @throws AssayError trust-missing (usage); principal-unknown, principal-role (integrity)
 */
export function personIn(trust: RunTrust | undefined, principal: string, role: string): Person {
  if (trust === undefined) throw noTrust();
  const known = [...trust.keys.trusted, ...trust.keys.refused].filter(
    (key) => key.principal !== undefined && samePrincipal(key.principal, principal),
  );
  const [first] = known;
  if (first?.principal === undefined)
    throw integrityError(
      'principal-unknown',
      `${trust.path} lists no ${quote(principal)}`,
      'have those who keep it add the principal with role and key',
    );
  const keys = trust.keys.trusted.filter((key) => known.includes(key));
  const [refused] = trust.keys.refused.filter((key) => known.includes(key));
  if (keys.length === 0)
    throw integrityError(
      'principal-unknown',
      `${trust.path} lists no key of ${first.principal} that counts: the key ${refused?.refusal ?? 'is not valid'}`,
      'have those who keep it list a valid key',
    );
  if (!trust.hasRole(first.principal, role))
    throw integrityError(
      'principal-role',
      `${first.principal} is no ${role} in ${trust.path}`,
      'decide in a role that the trust document gives you',
    );
  return { principal: first.principal, keys, trust };
}

/** The error where nobody can be believed. */
export function noTrust(): Error {
  return usageError(
    'trust-missing',
    'the configuration names no trust document, so that no signature would count',
    'set trust to the path of one',
  );
}

/**
 * The decision as it will be signed.
 * @throws AssayError decision-self, decision-future (integrity): what the gate would not count is not signed
 */
export function decisionOf(run: WaiverRun, { waiver, digest }: KnownWaiver, call: DecisionCall): Approval {
  const { certification, decided } = run;
  const { candidateDigest } = waiver.release;
  const producers = run.match(waiver).subject?.producers ?? [];
  if (call.decision === 'approve' && samePrincipal(call.principal, waiver.requestedBy))
    throw integrityError(
      'decision-self',
      `${waiver.id} was asked for by ${waiver.requestedBy}, who can't approve it`,
      'have somebody else approve it; several keys of one person are one person',
    );
  if (call.decision === 'approve' && producers.some((one) => samePrincipal(one, call.principal)))
    throw integrityError(
      'decision-self',
      `the evidence that ${waiver.id} waives was made by ${call.principal}, who can't approve it`,
      'have somebody else approve it',
    );
  if (decided.run.now < waiver.requestedAt)
    throw integrityError(
      'decision-future',
      `${waiver.id} was asked for at ${waiver.requestedAt}, it is ${decided.run.now}`,
      'check the clock, and requestedAt',
    );
  return {
    kind: 'assay.approval',
    schemaVersion: 1,
    waiverId: waiver.id,
    waiverDigest: digest,
    releaseId: waiver.release.id,
    ...(candidateDigest === undefined ? {} : { candidateDigest }),
    decision: call.decision,
    principal: call.principal,
    role: call.role,
    decidedAt: decided.run.now,
    ...(call.comment === undefined ? {} : { comment: call.comment }),
    reportDigest: certification.reportDigest,
  };
}

/** The file of a signed decision, read again as the gate will read it. @throws AssayError those of signer and reader */
export function signedDecision(approval: Approval, signer: StatementSigner, trust: RunTrust): string {
  const text = signStatementBy(approvalStatement(approval), signer);
  verifiedApproval(Buffer.from(text), 'the decision', trust);
  return text;
}

/** What a decision's file is called before a number is added where that name is taken. */
export function decisionName({ waiverId, principal, decision }: Approval): string {
  const who = principal
    .replace(/^[a-z0-9]+:/, '')
    .replace(/@.*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return `${waiverId}.${who === '' ? 'somebody' : who}.${decision}`;
}
