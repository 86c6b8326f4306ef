import { acceptedStatement } from '../../attest/accepted-statement.ts';
import { listedCount } from '../../decide/accepted.ts';
import { acceptable } from '../../decide/apply-accepted.ts';
import { judgeEvidence } from '../../decide/decide.ts';
import { formatInstant, instantMs } from '../../decide/instant.ts';
import { unitName } from '../../decide/unit.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import validator from '../../formats/generated/validators/accepted-findings.js';
import { validateDocument } from '../../formats/validate.ts';
import { usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { listed } from '../../model/listed.ts';
import { byCodeUnit } from '../../model/order.ts';
import { signStatementBy } from '../../trust/statement/sign-statement.ts';
import type { CertifyInput } from '../input.ts';
import { plainJson } from '../private-paths.ts';
import { type PersonSigner, readPersonSigner } from '../waivers/read-person-signer.ts';
import { type AcceptedRun, acceptedReport, acceptedRun, believed, keysOf, refuseRestart } from './accepted-run.ts';
import { isThere } from './read-accepted.ts';
import { acceptedFile, writeAccepted } from './write-accepted.ts';

/** What is to be accepted, and who answers for it. */
export interface AcceptCall {
  readonly requestedBy: string;
  readonly owner: string;
  readonly reason: string;
  readonly tracking: readonly string[];
  /** As long as the policy allows where absent. */
  readonly days: number | undefined;
  /** Names of units; all that block where there is none. */
  readonly units: readonly string[];
  readonly signer: PersonSigner;
}

const DAY = 86_400_000;

/**
 * Signs and writes the first list: everything that blocks now, is not waived, and may be accepted.
 * @throws AssayError (usage) accepted-exists, accepted-not-allowed, accepted-days, accepted-unit, accepted-nothing;
 * those of acceptedRun, refuseRestart, believed and the signer
 */
export async function acceptFindings(
  input: CertifyInput,
  call: AcceptCall,
  io: Pick<Io, 'cwd' | 'env' | 'forget' | 'stderr'>,
): Promise<AcceptedReport> {
  const about = await acceptedRun(input);
  const { path, trust } = about;
  if (isThere(acceptedFile(input.root, path)))
    throw usageError(
      'accepted-exists',
      `${path} has a list already, and no list ever grows`,
      'mend what is new, or ask for a waiver; `assay findings shrink` writes the smaller list',
    );
  refuseRestart(about);
  const { list, left } = firstList(about, call);
  const sign = readPersonSigner(
    call.signer,
    keysOf(trust, ['release-manager'], 'release manager'),
    'a release manager',
    io,
  );
  const line = signStatementBy(acceptedStatement(list), sign);
  const known = believed(about, [line]);
  writeAccepted(input.root, path, [line]);
  const units = `${list.units.length} ${list.units.length === 1 ? 'unit' : 'units'}`;
  const done = [`list 1 of ${list.platform}: ${listedCount(list)} findings of ${units}, until ${list.expiresAt}`];
  return acceptedReport(about, 'accept', { done, due: left, written: [path] }, known);
}

/** A list that its format takes: what people typed may be anything. @throws AssayError of kind input */
export function checkedList(list: AcceptedFindings): AcceptedFindings {
  const document = { value: plainJson(list), locate: (pointer: string) => ({ path: 'the list', pointer }) };
  return validateDocument<AcceptedFindings>(document, validator, 'accepted findings');
}

/** The end that was asked for. @throws AssayError accepted-not-allowed, accepted-days (usage) */
function daysOf({ policy }: AcceptedRun['run'], { days }: AcceptCall): number {
  const allowed = policy.knobs?.acceptedFindings;
  if (allowed === undefined)
    throw usageError(
      'accepted-not-allowed',
      'the policy accepts no findings',
      'have its owner set knobs.acceptedFindings, as { maxDays: 90 }',
    );
  if (days === undefined || days <= allowed.maxDays) return days ?? allowed.maxDays;
  throw usageError(
    'accepted-days',
    `--days ${days} is longer than the policy allows`,
    `at most ${allowed.maxDays} days are allowed`,
  );
}

/** Waivers that let a unit pass now, by the unit's name. */
function waiversInUse({ requirements }: Certification): Map<string, string> {
  const units = requirements.flatMap((one) => one.units);
  return new Map(units.flatMap(({ name, waivedBy }) => (waivedBy === undefined ? [] : [[name, waivedBy] as const])));
}

function firstList(
  { run, platform }: AcceptedRun,
  call: AcceptCall,
): { readonly list: AcceptedFindings; readonly left: string[] } {
  const { decided } = run;
  const { run: identity } = decided;
  const end = formatInstant(new Date((instantMs(identity.now) ?? 0) + daysOf(run, call) * DAY));
  const blocked = judgeEvidence(decided).judged.flatMap((requirement) =>
    requirement.units
      .filter(({ outcome }) => outcome === 'block')
      .map((unit) => ({
        ...unit.ref,
        name: unitName(unit.ref),
        findings: acceptable(requirement, unit),
        all: unit.blocking.length,
      })),
  );
  const unknown = call.units.filter((name) => !blocked.some((unit) => unit.name === name));
  if (unknown.length > 0)
    throw usageError(
      'accepted-unit',
      `nothing blocks ${listed(unknown)}`,
      blocked.length === 0 ? 'there is nothing to accept' : `what blocks: ${listed(blocked.map(({ name }) => name))}`,
    );
  // What people let pass for a few days is not to pass for months because somebody else signs what blocks.
  const waivers = waiversInUse(run.certification);
  const wanted = blocked.filter(({ name }) =>
    call.units.length === 0 ? !waivers.has(name) : call.units.includes(name),
  );
  const units = wanted.flatMap(({ evidenceId, target, findings }): AcceptedFindings['units'] => {
    const [first, ...others] = [...findings]
      .map(([fingerprint, found]) => ({ fingerprint, ...found }))
      .sort((a, b) => byCodeUnit(a.fingerprint, b.fingerprint));
    return first === undefined ? [] : [{ evidenceId, ...(target ? { target } : {}), findings: [first, ...others] }];
  });
  if (units.length === 0)
    throw usageError(
      'accepted-nothing',
      'nothing that blocks may be accepted',
      'what nobody could look at, what is stale or not trusted, and what the policy never waives must be mended',
    );
  const blocking = wanted.flatMap(({ name, findings, all }) => {
    const taken = [...findings.values()].reduce((sum, { count }) => sum + count, 0);
    return taken === all ? [] : [`${name} still blocks: ${all - taken} of ${all} can't be accepted`];
  });
  const [tracking = '', ...links] = call.tracking;
  const list: AcceptedFindings = {
    kind: 'assay.accepted-findings',
    schemaVersion: 1,
    platform,
    mode: identity.mode,
    sequence: 1,
    acceptedAt: identity.now,
    issuedAt: identity.now,
    expiresAt: end,
    reason: call.reason,
    requestedBy: call.requestedBy,
    owner: call.owner,
    tracking: [tracking, ...links],
    units,
  };
  const others = [...waivers].filter(() => call.units.length === 0);
  const waived = others.map(
    ([name, id]) => `${name} is left to ${id}, which waives it; --unit ${name} accepts it instead`,
  );
  return { list: checkedList(list), left: [...blocking, ...waived] };
}
