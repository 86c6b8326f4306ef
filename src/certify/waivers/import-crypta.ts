import { instantMs } from '../../decide/instant.ts';
import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import { quote } from '../../model/quote.ts';
import { reportOf, waiverScope } from '../../render/report.ts';
import { AUTHORS_WORDS } from './new-waiver.ts';
import type { CryptaWaiver, CryptaWaiverFile } from './parse-crypta-waivers.ts';
import { toFillIn } from './unfilled.ts';
import type { WaiverRun } from './waiver-run.ts';

/** A request made of a foreign waiver, and what of it has no counterpart. */
export interface ImportedWaiver {
  readonly waiver: JsonObject;
  readonly notes: readonly string[];
}

/** Members that are carried over; every other one is named. */
const CARRIED = ['id', 'evidenceId', 'reason', 'rationale', 'expiresAt'];
const RELEASE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
const MAIL = /^[^\s@:<>]+@[^\s@:<>]+\.[^\s@:<>]+$/;
/** Scopes that crypta lets count for a release candidate. */
const CANDIDATE_SCOPES = ['all', 'all-modes', 'any', 'release-candidate', 'release-candidate-only'];

/** A foreign waiver as a request that nobody has approved: what it does not say is left for its author to fill in. */
export function importedWaiver(run: WaiverRun, file: CryptaWaiverFile, one: CryptaWaiver, id: string): ImportedWaiver {
  const { certification } = run;
  const { members } = one;
  const scope = scopeOf(run, one.evidenceId);
  const release = file.release !== undefined && RELEASE.test(file.release) ? file.release : undefined;
  const owner = principalOf(members.owner);
  const tracking = links(members.references);
  const waiver: JsonObject = {
    kind: 'assay.waiver',
    schemaVersion: 1,
    id,
    revision: 1,
    release: {
      id: release ?? toFillIn('the release that it is for'),
      modes: [certification.mode],
      ...(release === certification.release ? { candidateDigest: certification.candidate.digest } : {}),
    },
    scope: scope ?? { evidenceId: one.evidenceId, states: [toFillIn('fail, error, missing, skip, stale or warn')] },
    ...AUTHORS_WORDS,
    justification: {
      ...AUTHORS_WORDS.justification,
      reason: one.reason.length >= 40 ? one.reason : toFillIn(one.reason === '' ? 'why it may ship' : one.reason),
    },
    requestedBy: toFillIn('who asks, as mailto:'),
    owner: owner ?? toFillIn('who takes the risk'),
    requestedAt: certification.now,
    notBefore: certification.now,
    expiresAt: endOf(members.expiresAt) ?? toFillIn('the instant from which it ends'),
    tracking: tracking.length > 0 ? tracking : [toFillIn('https link')],
    followUp: { dueAt: endOf(members.expiresAt) ?? toFillIn('when'), action: toFillIn('what mends it for good') },
  };
  return { waiver, notes: notesOf(run, file, one, { id, scope: scope !== undefined, owner, tracking }) };
}

/** The unit that the evidence is about, where this platform has exactly one of that name that blocks. */
function scopeOf({ certification }: WaiverRun, evidenceId: string): JsonObject | undefined {
  const blocked = reportOf(certification).blockers.filter(({ requirement }) => requirement.id === evidenceId);
  const [first] = blocked;
  return first === undefined || blocked.length > 1 ? undefined : JSON.parse(JSON.stringify(waiverScope(first)));
}

/** An instant of theirs as ours: whole seconds in UTC; a local or a partial one has to be written anew. */
function endOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && instantMs(value) !== undefined ? value : undefined;
}

function principalOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && MAIL.test(value) ? `mailto:${value}` : undefined;
}

function links(value: JsonValue | undefined): string[] {
  const all: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return all
    .filter((one): one is string => typeof one === 'string' && /^https:\/\/[^\s\p{C}]{1,500}$/u.test(one))
    .slice(0, 8);
}

function notesOf(
  { certification }: WaiverRun,
  { release }: CryptaWaiverFile,
  { id: theirs, evidenceId, members }: CryptaWaiver,
  made: { id: string; scope: boolean; owner: string | undefined; tracking: readonly string[] },
): string[] {
  const notes = [`${made.id} was ${quote(theirs)}`];
  const lost = (name: string, why: string): number =>
    notes.push(`${made.id}: ${name} ${quote(text(members[name]))} ${why}`);
  for (const name of Object.keys(members)) {
    if (CARRIED.includes(name) || members[name] === null) continue;
    if (name === 'approvedBy') lost(name, 'is no approval: nobody signed it');
    else if (name === 'status') lost(name, 'is not carried over: it is a request again');
    else if (name === 'owner' && made.owner === undefined) lost(name, 'is no principal');
    else if (name === 'references' && made.tracking.length === 0) lost(name, 'holds no https link');
    else if (name === 'scope' && typeof members.scope === 'string' && CANDIDATE_SCOPES.includes(members.scope))
      lost(name, `became the mode ${certification.mode}`);
    else if (!['owner', 'references'].includes(name)) lost(name, 'has no counterpart');
  }
  if (members.expiresAt === undefined) notes.push(`${made.id} had no end: write one`);
  else if (endOf(members.expiresAt) === undefined) lost('expiresAt', 'is no UTC instant with seconds: write it anew');
  if (release !== certification.release)
    notes.push(`${made.id} is for release ${quote(release ?? 'none')}, this is ${certification.release}`);
  if (!made.scope) notes.push(`${made.id}: no single unit of ${quote(evidenceId)} blocks here: write scope and states`);
  return notes;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
