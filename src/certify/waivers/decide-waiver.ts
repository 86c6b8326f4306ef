import { isSigned, type SignedApproval } from '../../decide/approval.ts';
import { decide } from '../../decide/decide.ts';
import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import type { Approval } from '../../formats/generated/approval.ts';
import type { WaiverReport } from '../../formats/generated/waiver-report.ts';
import { digestBytes } from '../../model/digest.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { samePrincipal } from '../../model/principal.ts';
import type { CertifyInput } from '../input.ts';
import { verifiedApproval } from '../read-approvals.ts';
import { lintWaiver } from './lint-waivers.ts';
import { type PersonSigner, readPersonSigner } from './read-person-signer.ts';
import { showWaiver } from './show-waiver.ts';
import { type DecisionCall, decisionName, decisionOf, personIn, signedDecision } from './sign-decision.ts';
import { waiverReport } from './waiver-report.ts';
import { latestWaiver, type WaiverRun, waiverRun } from './waiver-run.ts';
import { writeNewFile } from './write-new-file.ts';

/** Who decides what about which waiver, having looked at what. */
export interface DecisionRequest extends DecisionCall {
  readonly id: string;
  /** The waiver's digest that was looked at, where it was told. */
  readonly digest: string | undefined;
  readonly signer: PersonSigner;
  readonly saved: { readonly file: string; readonly shown: string } | undefined;
}

/**
 * Signs one decision and writes it beside the others. What the gate would not count is not signed; an approval of a
 * waiver that is not ready gives its faults instead.
 * @param show is told what is about to be signed
 * @throws AssayError config-approvals-missing, decision-repeated (usage); waiver-changed (integrity); those of waiverRun,
 * personIn, decisionOf and the signer
 */
export async function decideWaiver(
  input: CertifyInput,
  request: DecisionRequest,
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
  show: (report: WaiverReport) => void,
): Promise<WaiverReport> {
  const run = await waiverRun(input, request.saved);
  const folder = run.folders.approvals;
  if (folder === undefined)
    throw usageError(
      'config-approvals-missing',
      `${input.configPath} names no folder of approvals`,
      'set approvals to the path of a folder',
    );
  const one = latestWaiver(run, request.id);
  if (request.digest !== undefined && request.digest !== one.digest)
    throw integrityError(
      'waiver-changed',
      `${one.location.path} has the digest ${one.digest}, and ${request.digest} was looked at`,
      'look at it again with `assay waiver show`',
    );
  const { decision } = request;
  const person = personIn(run.trust, request.principal, request.role);
  const approval = decisionOf(run, one, { ...request, principal: person.principal });
  refuseRepetition(run, approval);
  const looked = { shown: showWaiver(run, one) };
  const faults = decision === 'approve' ? lintWaiver(run, one, true, run.decided.waivers.filter(isKnown)) : [];
  if (faults.some(({ severity }) => severity === 'error'))
    return waiverReport(run, decision, {
      ...looked,
      findings: faults,
      due: [`nothing was signed: ${one.waiver.id} is not ready`],
    });
  show(waiverReport(run, decision, looked));
  const signer = readPersonSigner(request.signer, person.keys, person.principal, io);
  const text = signedDecision(approval, signer, person.trust);
  const written = writeNewFile(input.root, folder, decisionName(approval), text);
  const signed = { ...verifiedApproval(Buffer.from(text), written, person.trust), digest: digestBytes(text) };
  return report(run, one, { location: { path: written }, ...signed }, person.principal);
}

/** A decision that somebody made already, on the same report, is not made again. */
function refuseRepetition({ decided }: WaiverRun, next: Approval): void {
  const before = decided.approvals.find(
    (read) =>
      isSigned(read) &&
      read.approval.waiverDigest === next.waiverDigest &&
      read.approval.decision === next.decision &&
      read.approval.role === next.role &&
      read.approval.reportDigest === next.reportDigest &&
      samePrincipal(read.approval.principal, next.principal),
  );
  if (before !== undefined)
    throw usageError(
      'decision-repeated',
      `${next.principal} did ${next.decision} this waiver, in ${before.location.path}`,
      'one decision of one person counts once',
    );
}

/** What was decided, and how the waiver stands with it. */
function report(run: WaiverRun, one: KnownWaiver, signed: SignedApproval, principal: string): WaiverReport {
  const { decided, register } = run;
  const { decision } = signed.approval;
  const approvals = [...decided.approvals, signed];
  const now = decide({ ...decided, approvals }).waivers.filter(({ path }) => path === one.location.path);
  const { waiver } = one;
  const due = [
    ...(decision === 'approve' && signed.testKey
      ? ['the key is for tests or development: production does not count the decision']
      : []),
    ...(register.waivers === undefined && register.refusal === undefined
      ? []
      : ['have a release manager sign the register anew: `assay waiver register`']),
  ];
  const verb = { approve: 'approved', reject: 'rejected', revoke: 'revoked' }[decision];
  return waiverReport(run, decision, {
    done: [`${principal} ${verb} ${waiver.id} revision ${waiver.revision}, ${one.digest}`],
    written: [signed.location.path],
    due,
    waivers: now,
  });
}
