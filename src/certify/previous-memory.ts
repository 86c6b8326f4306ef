import { daysBetween } from '../decide/instant.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import type { RuleDoc } from '../decide/rule-doc.ts';
import type {
  Certification,
  RememberedRegister,
  RememberedRequirements,
  RememberedStanding,
  RememberedWaiver,
} from '../formats/generated/certification.ts';

/**
 * What of a certification the next one may not fall behind: its own word where that is no less than what it was held
 * against, else that. A run that had no list or register, was of another release or mode, or moved backward itself would
 * else be the one that makes the next begin anew.
 */
export function memoryOf(certification: Certification): RememberedStanding {
  const before = certification.previous?.remembered ?? {};
  const contractVersion = highest([before.contractVersion, contractVersionOf(certification)]);
  const registers = registersOf(certification, before.registers ?? []);
  const acceptedFindings = acceptedOf(certification, before.acceptedFindings);
  const required = requiredOf(certification, before.required ?? []);
  const waivers = waiversOf(certification, before.waivers ?? []);
  return {
    ...(contractVersion === undefined ? {} : { contractVersion }),
    ...(registers.length === 0 ? {} : { registers }),
    ...(acceptedFindings === undefined ? {} : { acceptedFindings }),
    ...(required.length === 0 ? {} : { required }),
    ...(waivers.length === 0 ? {} : { waivers }),
  };
}

/** The highest of what may be numbers. */
export function highest(values: readonly (string | number | boolean | undefined)[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function contractVersionOf({ requirements }: Certification): number | undefined {
  return highest(requirements.flatMap(({ units }) => units).map(({ annotations }) => annotations?.contractVersion));
}

function registersOf(
  { register, release }: Certification,
  before: readonly RememberedRegister[],
): RememberedRegister[] {
  if (register === undefined) return [...before];
  const known = before.find(({ releaseId }) => releaseId === release);
  if (known !== undefined && known.sequence >= register.sequence) return [...before];
  const { path, sequence, digest } = register;
  return [...before.filter((one) => one !== known), { releaseId: release, path, sequence, digest }];
}

function acceptedOf(
  certification: Certification,
  before: RememberedStanding['acceptedFindings'],
): RememberedStanding['acceptedFindings'] {
  const { sequence, digest } = certification.acceptedFindings ?? {};
  if (sequence === undefined || digest === undefined || says(certification, PREVIOUS_RULES.acceptedReplaced))
    return before;
  return { sequence, digest };
}

/** What was dropped stays, until somebody certifies without an earlier certification. */
function requiredOf(
  { requirements, mode }: Certification,
  before: readonly RememberedRequirements[],
): RememberedRequirements[] {
  const own = requirements.flatMap(({ id, level }) => (level === 'required' ? [id] : []));
  const known = before.find((one) => one.mode === mode);
  const all = [...new Set([...(known?.requirements ?? []), ...own])];
  return [...before.filter((one) => one !== known), ...(all.length === 0 ? [] : [{ mode, requirements: all }])];
}

/** How long after its end a waiver is remembered: what nobody waived for so long begins anew. */
const WAIVER_DAYS = 60;

/** Those in use, and those before them, whether or not their files are there: who deletes one and waits a run forgets nothing. */
function waiversOf({ waivers, findings, now }: Certification, before: readonly RememberedWaiver[]): RememberedWaiver[] {
  const used = waivers.flatMap(({ used: yes, id, digest, unit, notBefore, expiresAt }): RememberedWaiver[] => {
    if (!yes || !id || !digest || !unit || !notBefore || !expiresAt) return [];
    const passed = findings.filter((one) => one.unit === unit && one.waivedBy === id);
    const prints = [...new Set(passed.map(({ fingerprint }) => fingerprint))];
    return [{ id, digest, unit, findings: prints, notBefore, expiresAt }];
  });
  const earlier = before.filter(
    ({ digest, expiresAt }) => !used.some((one) => one.digest === digest) && daysBetween(expiresAt, now) <= WAIVER_DAYS,
  );
  return [...earlier, ...used];
}

/** What blocks outside of any unit is the gate's own word. */
function says({ findings }: Certification, { id }: RuleDoc): boolean {
  return findings.some(({ ruleId, blocks, unit }) => ruleId === id && blocks && unit === undefined);
}
