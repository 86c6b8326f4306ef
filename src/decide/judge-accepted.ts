import type { CertifiedAcceptedFindings } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { byCodeUnit } from '../model/order.ts';
import { canonicalPrincipal, samePrincipal } from '../model/principal.ts';
import { type Acceptor, isChain, type KnownAccepted, listedCount, type ReadAccepted } from './accepted.ts';
import { daysBetween, instantMs } from './instant.ts';
import { SECOND_ROLES } from './judge-approvals.ts';
import type { RunIdentity } from './observation.ts';

/** What the list of accepted findings is worth in this run, before anybody looks at what was found. */
export interface AcceptedStanding {
  readonly path: string;
  readonly state: CertifiedAcceptedFindings['state'];
  readonly explanation: string;
  /** Absent where the file is no chain of lists. */
  readonly known?: KnownAccepted;
  /** Those whose signatures count. */
  readonly signers: readonly Acceptor[];
}

type Fault = Pick<AcceptedStanding, 'state' | 'explanation'>;

/** Whether the list holds now; the first thing that is wrong is the answer. Undefined where there is none. */
export function acceptedStanding(
  read: ReadAccepted | undefined,
  knobs: PolicyKnobs,
  run: RunIdentity,
): AcceptedStanding | undefined {
  if (read === undefined) return undefined;
  const { path } = read.location;
  if (!isChain(read)) return { path, state: read.state, explanation: read.reason, signers: [] };
  const signers = countedSigners(read, run);
  const fault = policyFault(read, knobs, run) ?? timeFault(read, run) ?? signerFault(signers);
  const valid: Fault = { state: 'valid', explanation: `lets what it lists pass until ${read.list.expiresAt}` };
  return { path, ...(fault ?? valid), known: read, signers };
}

function policyFault({ list }: KnownAccepted, knobs: PolicyKnobs, run: RunIdentity): Fault | undefined {
  const { acceptedFindings: allowed } = knobs;
  if (allowed === undefined)
    return { state: 'not-allowed', explanation: 'is there, and the policy accepts no findings' };
  if (run.mode === 'production' && allowed.production !== true)
    return { state: 'not-allowed', explanation: 'is there, and the policy accepts no findings in production' };
  const days = daysBetween(list.acceptedAt, list.expiresAt);
  if (!(days <= allowed.maxDays))
    return {
      state: 'too-long',
      explanation: `lasts ${Math.ceil(days)} days since ${list.acceptedAt}, and ${allowed.maxDays} are allowed`,
    };
  const listed = listedCount(list);
  if (allowed.maxFindings === undefined || listed <= allowed.maxFindings) return undefined;
  return { state: 'too-many', explanation: `lists ${listed} findings, and ${allowed.maxFindings} are allowed` };
}

/** A list holds until just before its end. Comparisons are written so that an instant which is none fails. */
function timeFault({ list }: KnownAccepted, run: RunIdentity): Fault | undefined {
  const now = instantMs(run.now) ?? Number.NaN;
  if (!(now + run.clockSkewSeconds * 1000 >= (instantMs(list.issuedAt) ?? Number.NaN)))
    return { state: 'not-yet-valid', explanation: `was issued at ${list.issuedAt}, it is ${run.now}` };
  if (!(now < (instantMs(list.expiresAt) ?? Number.NaN)))
    return { state: 'expired', explanation: `ended at ${list.expiresAt}, it is ${run.now}` };
  return undefined;
}

/** Nobody signs for what they asked for, and no key that was made for tests counts in production. */
function countedSigners({ list, signers }: KnownAccepted, run: RunIdentity): Acceptor[] {
  return signers.filter(
    ({ principal, testKey, roles }) =>
      roles.length > 0 && !samePrincipal(principal, list.requestedBy) && !(testKey && run.mode === 'production'),
  );
}

function signerFault(signers: readonly Acceptor[]): Fault | undefined {
  const lacking = lackingAcceptors(signers);
  if (lacking.length === 0) return undefined;
  return { state: 'insufficient-approval', explanation: `lacks the signature of ${lacking.join(' and of ')}` };
}

const isManager = ({ roles }: Acceptor): boolean => roles.includes('release-manager');
const isSecond = ({ roles }: Acceptor): boolean => roles.some((role) => SECOND_ROLES.includes(role));

/**
 * Who has yet to sign: a release manager, and another person in another role. Whoever signed an earlier list agreed to
 * every part of it, so their signature goes on counting; but the last list itself is signed by a release manager.
 */
export function lackingAcceptors(signers: readonly Acceptor[]): string[] {
  const lacking = signers.some((one) => one.last && isManager(one)) ? [] : ['a release manager'];
  const pair = signers.some(
    (one) =>
      isManager(one) && signers.some((other) => isSecond(other) && !samePrincipal(one.principal, other.principal)),
  );
  return pair || (lacking.length > 0 && signers.some(isSecond))
    ? lacking
    : [...lacking, `another person as ${SECOND_ROLES.join(', ')}`];
}

/** True where enough of those who signed did not make the evidence of a unit. */
export function acceptsFor(standing: AcceptedStanding, producers: readonly string[]): boolean {
  if (standing.state !== 'valid') return false;
  const others = standing.signers.filter(({ principal }) => !producers.some((one) => samePrincipal(one, principal)));
  return lackingAcceptors(others).length === 0;
}

/** Each person once, as a report shows them. */
export function certifiedAcceptors(signers: readonly Acceptor[]): NonNullable<CertifiedAcceptedFindings['signers']> {
  const people = new Map(
    signers.map(({ principal, roles }) => [canonicalPrincipal(principal), { principal, roles: [...roles] }]),
  );
  return [...people.values()].sort((a, b) => byCodeUnit(a.principal, b.principal));
}
