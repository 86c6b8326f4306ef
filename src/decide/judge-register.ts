import type { CertifiedFinding, CertifiedRegister } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import type { RegisteredWaiver } from '../formats/generated/waiver-register.ts';
import type { ReadApproval, ReadRegister } from './approval.ts';
import { instantMs } from './instant.ts';
import type { RunIdentity } from './observation.ts';
import { findingOf } from './rule-doc.ts';
import { WAIVER_RULES } from './waiver-rules.ts';
import type { WaiverVerdict } from './waiver-state.ts';

/** What the register says of the waivers of a run. */
export interface RegisterStanding {
  /** Absent where no register holds. */
  readonly shown?: CertifiedRegister;
  /** Why no waiver counts; absent where a register holds, or none is demanded. */
  readonly refusal?: string;
  /** Its waivers by digest; absent where no register holds. */
  readonly waivers?: ReadonlyMap<string, RegisteredWaiver>;
}

/**
 * Whether the register holds now. A register that is there always counts, so that leaving it out is the only way round
 * it, and in production (or where the policy says always) leaving it out leaves every waiver out.
 */
export function registerStanding(
  read: ReadRegister | undefined,
  knobs: PolicyKnobs,
  run: RunIdentity,
): RegisterStanding {
  if (read === undefined)
    return run.mode === 'production' || knobs.register === 'always'
      ? { refusal: 'is in no register, and one is demanded here' }
      : {};
  const { path } = read.location;
  if (!('register' in read)) return { refusal: `is in no register: ${path} ${read.reason}` };
  const { register, digest, signatory } = read;
  const why = faultOf(read, run);
  if (why !== undefined) return { refusal: `is in no register that holds: ${path} ${why}` };
  if (signatory.testKey && run.mode === 'production')
    return { refusal: `is in no register that holds: ${path} is signed by a test key` };
  return {
    shown: { path, digest, sequence: register.sequence, validUntil: register.validUntil },
    waivers: new Map(register.waivers.map((one) => [one.digest, one])),
  };
}

function faultOf({ register }: Extract<ReadRegister, { register: unknown }>, run: RunIdentity): string | undefined {
  const now = instantMs(run.now) ?? Number.NaN;
  const digests = register.waivers.map(({ digest }) => digest);
  if (new Set(digests).size < digests.length) return 'lists a waiver twice';
  if (register.releaseId !== run.release) return `is for release ${register.releaseId}`;
  if (!(now + run.clockSkewSeconds * 1000 >= (instantMs(register.issuedAt) ?? Number.NaN)))
    return `was issued at ${register.issuedAt}, still to come`;
  if (!(now < (instantMs(register.validUntil) ?? Number.NaN))) return `was valid until ${register.validUntil}`;
  return undefined;
}

/** What the register has against one waiver; undefined where it lists it with every approval still there. */
export function registerFault(
  standing: RegisterStanding,
  digest: string,
  approvals: readonly ReadApproval[],
): WaiverVerdict | undefined {
  if (standing.refusal !== undefined) return { state: 'unregistered', explanation: standing.refusal };
  if (standing.waivers === undefined) return undefined;
  const entry = standing.waivers.get(digest);
  const path = standing.shown?.path ?? 'the register';
  if (entry === undefined) return { state: 'unregistered', explanation: `is not in ${path}` };
  if (entry.revoked !== undefined) return { state: 'revoked', explanation: `is revoked in ${path}: ${entry.revoked}` };
  const present = new Set(approvals.map((approval) => approval.digest));
  const gone = entry.approvals.filter((one) => !present.has(one));
  if (gone.length === 0) return undefined;
  return {
    state: 'unregistered',
    explanation: `lacks ${gone.length} of ${entry.approvals.length} decisions that ${path} lists`,
  };
}

/** Waivers that the register lists and the folder lacks: what was asked for once can't be taken away unseen. */
export function missingWaivers({ waivers, shown }: RegisterStanding, present: ReadonlySet<string>): CertifiedFinding[] {
  if (waivers === undefined || shown === undefined) return [];
  return [...waivers.values()]
    .filter(({ digest }) => !present.has(digest))
    .map(({ id, digest }) => ({
      ...findingOf(WAIVER_RULES['register-incomplete'], {
        message: `${shown.path} lists ${id} with ${digest}, and no file has that content`,
        location: { path: shown.path },
        key: [id, digest],
      }),
      blocks: true,
    }));
}
