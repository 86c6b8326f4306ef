import { isSigned } from '../../decide/approval.ts';
import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import { earlierWaivers } from '../../decide/renewals.ts';
import type { CertifiedWaiver } from '../../formats/generated/certification.ts';
import type { WaiverRun } from './waiver-run.ts';

/** A waiver that nobody needs any more. */
export interface Prunable {
  readonly waiver: CertifiedWaiver;
  /** It, and the decisions about it. */
  readonly files: readonly string[];
  /** Why it stays for now; absent where it may go. */
  readonly kept?: string;
}

/**
 * The waivers that have expired, waive nothing or are superseded. One stays as long as the register lists it, and as
 * long as it counts as what another waiver renews, or would: forgetting it would make a renewal a first waiver.
 */
export function prunableWaivers(run: WaiverRun): Prunable[] {
  const { judged, decided, register } = run;
  const known = decided.waivers.filter(isKnown);
  const over = judged.filter(({ state }) => state === 'expired' || state === 'unused');
  const gone = new Set(over.map(({ path }) => path));
  const living = known.filter(({ location }) => !gone.has(location.path));
  return over.flatMap((waiver) => {
    const one = known.find(({ location }) => location.path === waiver.path);
    if (one === undefined) return [];
    const kept = register.waivers?.has(one.digest)
      ? `${register.shown?.path ?? 'the register'} lists it: sign one without it first, \`assay waiver register --remove ${one.digest} --reason …\``
      : renewalReason(run, one, living, known);
    return [{ waiver, files: [waiver.path, ...decisionsAbout(run, one)], ...(kept === undefined ? {} : { kept }) }];
  });
}

function renewalReason(
  run: WaiverRun,
  one: KnownWaiver,
  living: readonly KnownWaiver[],
  known: readonly KnownWaiver[],
): string | undefined {
  // A revision that was superseded is no waiver that anything renews.
  const next = living.find(
    (other) =>
      other.waiver.id !== one.waiver.id && earlierWaivers(other, known).some(({ digest }) => digest === one.digest),
  );
  if (next !== undefined) return `${next.waiver.id} goes on with it, and its renewals are counted by it`;
  const { subject } = run.match(one.waiver);
  const listed: readonly string[] = one.waiver.scope.findings ?? [];
  const stillBlocks =
    subject?.blocked === true &&
    (subject.fingerprints.length === 0 || subject.fingerprints.some((fingerprint) => listed.includes(fingerprint)));
  const superseded = living.some((other) => other.waiver.id === one.waiver.id);
  return stillBlocks && !superseded
    ? 'what it was for still blocks: a waiver that goes on with it must name it'
    : undefined;
}

function decisionsAbout({ decided }: WaiverRun, { digest }: KnownWaiver): string[] {
  return decided.approvals.flatMap((read) =>
    isSigned(read) && read.approval.waiverDigest === digest ? [read.location.path] : [],
  );
}
