import { isChain, type KnownAccepted } from '../../decide/accepted.ts';
import { decide } from '../../decide/decide.ts';
import { lackingAcceptors } from '../../decide/judge-accepted.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import type { CertifiedAcceptedFindings } from '../../formats/generated/certification.ts';
import { integrityError, usageError } from '../../model/errors.ts';
import { samePrincipal } from '../../model/principal.ts';
import type { TrustedKey } from '../../trust/key-set.ts';
import { acceptedFloors, floorLine } from '../below-floor.ts';
import type { CertifiedRun } from '../certified-run.ts';
import { certifyRun } from '../certify.ts';
import type { CertifyInput } from '../input.ts';
import type { RunTrust } from '../read-trust.ts';
import { noTrust } from '../waivers/sign-decision.ts';
import { acceptedFrom } from './read-accepted.ts';

/** What the commands about accepted findings look at. */
export interface AcceptedRun {
  readonly run: CertifiedRun;
  /** Where the lists are, relative to the root. */
  readonly path: string;
  readonly platform: string;
  readonly trust: RunTrust;
}

/**
 * Certifies, for whoever asks about accepted findings.
 * @throws AssayError config-accepted-missing, trust-missing (usage), those of certify
 */
export async function acceptedRun(input: CertifyInput): Promise<AcceptedRun> {
  const { acceptedFindings: path, platform = 'platform' } = input.config;
  if (path === undefined)
    throw usageError(
      'config-accepted-missing',
      `${input.configPath} names no file of accepted findings`,
      'set acceptedFindings to the path that it shall have, as accepted-findings.intoto.jsonl',
    );
  const run = await certifyRun(input);
  if (run.trust === undefined) throw noTrust();
  return { run, path, platform, trust: run.trust };
}

/** Keys that count now, of principals who have one of some roles. @throws AssayError no-acceptor (integrity) */
export function keysOf(trust: RunTrust, roles: readonly string[], whose: string): TrustedKey[] {
  const keys = trust.keys.trusted.filter(
    ({ principal }) => principal !== undefined && roles.some((role) => trust.hasRole(principal, role)),
  );
  if (keys.length > 0) return keys;
  throw integrityError(
    'no-acceptor',
    `${trust.path} lists no ${whose} with a key that counts`,
    'have those who keep it list one',
  );
}

/**
 * Lines as the gate will read them, where nobody signed for what they asked for.
 * @throws AssayError accepted-refused, accepted-self (integrity): what the gate would not count is not written
 */
export function believed({ path, platform, trust }: AcceptedRun, lines: readonly string[]): KnownAccepted {
  const read = acceptedFrom(lines, path, { platform, trust });
  if (!isChain(read))
    throw integrityError('accepted-refused', `${path} ${read.reason}`, 'put the last right file back', { path });
  const { requestedBy } = read.list;
  if (read.signers.some(({ principal }) => samePrincipal(principal, requestedBy)))
    throw integrityError(
      'accepted-self',
      `the findings are accepted for ${requestedBy}, who asked for it and can't sign it`,
      'have somebody else sign; several keys of one person are one person',
    );
  return read;
}

/** Nothing begins anew that the trust document says has been begun. @throws AssayError accepted-below-floor (integrity) */
export function refuseRestart({ path, platform, trust }: AcceptedRun): void {
  const [floor] = acceptedFloors(trust, platform);
  if (floor === undefined) return;
  throw integrityError(
    'accepted-below-floor',
    `${trust.path} says that ${platform} has list ${floor.sequence} already, and ${path} is not there`,
    'put the last right file back; only where a new beginning is meant, have those who keep the trust document take the floor out',
    { path },
  );
}

/** What a command about accepted findings has to say, with the list as the gate judges it. */
export function acceptedReport(
  { run: { certification, decided }, trust }: AcceptedRun,
  action: AcceptedReport['action'],
  said: { readonly done?: string[]; readonly due?: string[]; readonly written?: string[] },
  known: KnownAccepted | undefined,
): AcceptedReport {
  const { release, mode, now } = certification;
  const standing = known ? decide({ ...decided, accepted: known }).acceptedFindings : certification.acceptedFindings;
  const list: AcceptedFindings | undefined = known?.list;
  const lacking = known === undefined ? [] : lackingAcceptors(known.signers.filter(({ roles }) => roles.length > 0));
  const floor = known && said.written && lacking.length === 0 ? floorOf(known) : undefined;
  return {
    kind: 'assay.accepted-report',
    schemaVersion: 1,
    action,
    release,
    mode,
    now,
    done: [...(said.done ?? []), ...(floor ? [floorLine(trust, 'acceptedFindings', floor)] : [])],
    due: [
      ...(said.due ?? []),
      ...(lacking.length === 0 ? [] : [`lacks the signature of ${lacking.join(' and of ')}: \`assay findings sign\``]),
      ...gone(standing),
    ],
    written: said.written ?? [],
    ...(floor ? { floor } : {}),
    ...(standing ? { standing } : {}),
    ...(list ? { list } : {}),
  };
}

function floorOf({ list: { platform, sequence }, digest }: KnownAccepted): NonNullable<AcceptedReport['floor']> {
  return { platform, sequence, digest };
}

function gone(standing: CertifiedAcceptedFindings | undefined): string[] {
  const count = (standing?.units ?? []).reduce((sum, { vanished }) => sum + vanished.length, 0);
  return count === 0 ? [] : [`${count} listed findings are found no more: \`assay findings shrink\``];
}
