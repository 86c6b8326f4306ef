import { isSigned, type ReadRegister } from '../../decide/approval.ts';
import { formatInstant, instantMs } from '../../decide/instant.ts';
import { isKnown } from '../../decide/read-waiver.ts';
import type { RegisteredWaiver, RemovedEntry, WaiverRegister } from '../../formats/generated/waiver-register.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import { listed } from '../../model/listed.ts';
import { byCodeUnit, byTuple } from '../../model/order.ts';
import { quote } from '../../model/quote.ts';
import { registersBelow } from '../below-floor.ts';
import type { WaiverRun } from './waiver-run.ts';

/** What the next register is to leave out, and until when it holds. */
export interface RegisterCall {
  readonly days: number;
  /** Waivers by id, or waivers and decisions by digest, that are meant to be dropped. */
  readonly remove: readonly string[];
  readonly reason: string | undefined;
}

export interface NextRegister {
  readonly register: WaiverRegister;
  /** The one that it follows. */
  readonly before: WaiverRegister | undefined;
}

const DAY = 86_400_000;

/**
 * The register that follows the one that is there: every waiver of the folder with every decision about it, and all
 * that was said before. What was listed stays listed, unless it is said by name why not.
 * @throws AssayError register-untrusted, register-below-floor, register-drops (integrity); remove-reason, remove-unknown (usage)
 */
export function nextRegister(run: WaiverRun, call: RegisterCall): NextRegister {
  const { run: identity, register: read } = run.decided;
  const before = trusted(read, identity.release);
  refuseBelowFloor(run);
  const removed = removals(run, before, call);
  const left = new Set(removed.map(({ digest }) => digest));
  const waivers = present(run, before)
    .filter(({ digest }) => !left.has(digest))
    .map((one) => ({ ...one, approvals: one.approvals.filter((digest) => !left.has(digest)) }));
  refuseDrops(before, waivers, left);
  const register: WaiverRegister = {
    kind: 'assay.waiver-register',
    schemaVersion: 1,
    releaseId: identity.release,
    sequence: (before?.sequence ?? 0) + 1,
    issuedAt: identity.now,
    validUntil: formatInstant(new Date((instantMs(identity.now) ?? 0) + call.days * DAY)),
    waivers,
    ...(removed.length > 0 || before?.removed ? { removed: [...(before?.removed ?? []), ...removed] } : {}),
  };
  return { register, before };
}

/** The register that is there, where it is of this release: nothing follows one that nobody can believe. */
function trusted(read: ReadRegister | undefined, release: string): WaiverRegister | undefined {
  if (read === undefined) return undefined;
  if (!('register' in read))
    throw integrityError(
      'register-untrusted',
      `${read.location.path} ${read.reason}`,
      'put the last signed register back; only where there never was one, remove the file and sign the first',
      read.location,
    );
  return read.register.releaseId === release ? read.register : undefined;
}

/** Nothing begins anew that the trust document says has been begun. */
function refuseBelowFloor({ decided, trust }: WaiverRun): void {
  const [low] = registersBelow(trust, decided.run.release, decided.register);
  if (low === undefined) return;
  throw integrityError(
    'register-below-floor',
    low,
    'put the last signed register back; only where a new beginning is meant, have those who keep the trust document take the floor out',
  );
}

/** Every waiver of the folder with its decisions, and what the register before revoked. */
function present({ decided }: WaiverRun, before: WaiverRegister | undefined): RegisteredWaiver[] {
  const revoked = new Map(before?.waivers.map((one) => [one.digest, one.revoked]));
  const known = new Map(decided.waivers.filter(isKnown).map((one) => [one.digest, one]));
  return [...known.values()]
    .sort((a, b) => byTuple([a.waiver.id, a.waiver.revision], [b.waiver.id, b.waiver.revision]))
    .map(({ waiver, digest }) => {
      const approvals = decided.approvals.flatMap((one) =>
        isSigned(one) && one.approval.waiverDigest === digest ? [one.digest] : [],
      );
      const why = revoked.get(digest);
      return {
        id: waiver.id,
        digest,
        approvals: [...new Set(approvals)].sort(byCodeUnit),
        ...(why === undefined ? {} : { revoked: why }),
      };
    });
}

function removals(
  run: WaiverRun,
  before: WaiverRegister | undefined,
  { remove, reason }: RegisterCall,
): RemovedEntry[] {
  if (remove.length === 0) return [];
  if (reason === undefined)
    throw usageError('remove-reason', '--remove needs a --reason, which the register keeps', 'say why it is dropped');
  const all = [...(before?.waivers ?? []), ...present(run, before)];
  return remove.flatMap((name) => {
    const digests = new Map<string, string>();
    for (const { id, digest, approvals } of all) {
      if (id === name || digest === name) digests.set(digest, id);
      for (const approval of approvals) if (approval === name) digests.set(approval, id);
    }
    if (digests.size === 0)
      throw usageError(
        'remove-unknown',
        `neither the register nor the folder has ${quote(name)}`,
        'give the id of a waiver, or the digest of a waiver or decision that the register lists',
      );
    return [...digests].map(([digest, id]) => ({ id, digest, reason }));
  });
}

/** What was listed once and would be gone. */
function refuseDrops(
  before: WaiverRegister | undefined,
  waivers: readonly RegisteredWaiver[],
  left: ReadonlySet<string>,
): void {
  const now = new Map(waivers.map((one) => [one.digest, new Set<string>(one.approvals)]));
  const gone = (before?.waivers ?? []).flatMap(({ id, digest, approvals }) => {
    if (left.has(digest)) return [];
    const kept = now.get(digest);
    if (kept === undefined) return [`the waiver ${id} ${digest}`];
    return approvals.filter((one) => !kept.has(one) && !left.has(one)).map((one) => `the decision ${one} about ${id}`);
  });
  if (gone.length === 0) return;
  throw integrityError(
    'register-drops',
    `the register lists what the folder lacks: ${listed(gone)}`,
    'put the files back, or name each with --remove <id or digest> and say why with --reason',
  );
}
