import { acceptedStatement } from '../../attest/accepted-statement.ts';
import { isChain, type KnownAccepted, listedCount } from '../../decide/accepted.ts';
import { shrunkUnits } from '../../decide/apply-accepted.ts';
import { judgeEvidence } from '../../decide/decide.ts';
import { formatInstant, instantMs } from '../../decide/instant.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { signStatementBy } from '../../trust/statement/sign-statement.ts';
import type { CertifyInput } from '../input.ts';
import { type PersonSigner, readPersonSigner } from '../waivers/read-person-signer.ts';
import { checkedList } from './accept-findings.ts';
import { type AcceptedRun, acceptedReport, acceptedRun, believed, keysOf } from './accepted-run.ts';
import { writeAccepted } from './write-accepted.ts';

const DAY = 86_400_000;

/**
 * Signs and writes the list that follows the last one: without what is found no more, and with an earlier end where that
 * is wanted. Nothing is written where nothing changes.
 * @throws AssayError accepted-missing, accepted-mode, accepted-days (usage), accepted-refused (integrity); those of
 * acceptedRun, believed and the signer
 */
export async function shrinkAccepted(
  input: CertifyInput,
  call: { readonly days: number | undefined; readonly signer: PersonSigner },
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): Promise<AcceptedReport> {
  const about = await acceptedRun(input);
  const { path, trust, run } = about;
  const before = chainOf(about);
  const next = nextList(about, before, call.days);
  const removed = listedCount(before.list) - listedCount(next);
  if (removed === 0 && next.expiresAt === before.list.expiresAt)
    return acceptedReport(about, 'shrink', { done: ['nothing can be removed: all that is listed is found'] }, before);
  const sign = readPersonSigner(
    call.signer,
    keysOf(trust, ['release-manager'], 'release manager'),
    'a release manager',
    io,
  );
  const lines = [...run.accepted, signStatementBy(acceptedStatement(next), sign)];
  const known = believed(about, lines);
  writeAccepted(input.root, path, lines);
  const done = [
    `list ${next.sequence} of ${next.platform}: ${listedCount(next)} findings, ${removed} fewer, until ${next.expiresAt}`,
  ];
  return acceptedReport(about, 'shrink', { done, written: [path] }, known);
}

/** The lists that are there. @throws AssayError accepted-missing (usage), accepted-refused (integrity) */
export function chainOf({ run: { decided }, path }: AcceptedRun): KnownAccepted {
  const { accepted: read } = decided;
  if (read === undefined)
    throw usageError('accepted-missing', `${path} is not there`, '`assay findings accept` writes the first list');
  if (isChain(read)) return read;
  throw integrityError('accepted-refused', `${path} ${read.reason}`, 'put the last right file back', { path });
}

function nextList({ run }: AcceptedRun, { list, digest }: KnownAccepted, days: number | undefined): AcceptedFindings {
  const { decided } = run;
  const { now, mode } = decided.run;
  if (mode !== list.mode)
    throw usageError(
      'accepted-mode',
      `the list is of what ${list.mode} finds, and this is ${mode}`,
      `give --mode ${list.mode}: another mode may find less`,
    );
  const end = days === undefined ? list.expiresAt : formatInstant(new Date((instantMs(now) ?? 0) + days * DAY));
  if (end > list.expiresAt)
    throw usageError(
      'accepted-days',
      `the list would end at ${end}, after the one before`,
      `it ends at ${list.expiresAt} at the latest: no list goes on with another`,
    );
  const { judged } = judgeEvidence(decided);
  return checkedList({
    ...list,
    sequence: list.sequence + 1,
    previous: digest,
    issuedAt: now,
    expiresAt: end,
    units: shrunkUnits(list, judged),
  });
}
