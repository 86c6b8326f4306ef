import { overall } from '../decide/decide.ts';
import { outcomeOf } from '../decide/decision-table.ts';
import { worstOutcome, worstState } from '../decide/states.ts';
import type {
  Certification,
  CertifiedRequirement,
  CertifiedUnit,
  CertifiedWaiver,
} from '../formats/generated/certification.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { exitOf, summaryOf } from './certification.ts';
import type { Fault } from './evidence-fault.ts';

/** The first thing in a saved certification that does not follow from the rest of it, as the gate decides. */
export function certificationFault(certification: Certification): Fault | undefined {
  const { requirements, findings } = certification;
  for (const [index, requirement] of requirements.entries()) {
    const fault = requirementFault(requirement, certification);
    if (fault) return { ...fault, pointer: `/requirements/${index}${fault.pointer}` };
  }
  const decision = overall(requirements, findings);
  if (certification.decision !== decision)
    return {
      pointer: '/decision',
      reason: `says ${certification.decision}, its requirements and findings give ${decision}`,
    };
  if (decision !== 'no-go' && !requirements.some(({ units }) => units.some(({ state }) => state !== 'missing')))
    return { pointer: '/decision', reason: `says ${decision}, and judges nothing` };
  const idle = certification.waivers.findIndex((waiver) => waiver.used && !holdsAt(waiver, certification.now));
  if (idle >= 0) return { pointer: `/waivers/${idle}`, reason: 'uses a waiver that does not hold at its instant' };
  const { acceptedFindings: list } = certification;
  if (list && list.accepted > 0 && !(list.expiresAt !== undefined && certification.now < list.expiresAt))
    return { pointer: '/acceptedFindings', reason: 'accepts by a list that does not hold at its instant' };
  const exit = exitOf({ decision, requirements, findings });
  if (certification.exit.code !== exit.code || certification.exit.name !== exit.name)
    return { pointer: '/exit', reason: `says exit ${certification.exit.code}, its decision gives ${exit.code}` };
  if (canonicalJson({ ...certification.summary }) === canonicalJson({ ...summaryOf(requirements, findings) }))
    return undefined;
  return { pointer: '/summary', reason: 'counts what it does not hold' };
}

/** Instants are written alike, so that their texts compare as they do. */
function holdsAt({ notBefore, expiresAt }: CertifiedWaiver, now: string): boolean {
  return notBefore !== undefined && expiresAt !== undefined && notBefore <= now && now < expiresAt;
}

function requirementFault(requirement: CertifiedRequirement, certification: Certification): Fault | undefined {
  const { id, level, state, outcome, units } = requirement;
  if (level === 'off')
    return state === 'off' && outcome === 'off' && units.length === 0
      ? undefined
      : { pointer: '', reason: `judges ${id}, which it says is off` };
  for (const [index, unit] of units.entries()) {
    const reason = unitFault(unit, level, requirement, certification);
    if (reason !== undefined) return { pointer: `/units/${index}`, reason };
  }
  if (state !== worstState(units.map((unit) => unit.state)))
    return { pointer: '/state', reason: `says ${id} is ${state}, its units give another state` };
  if (units.length === 0 || outcome !== worstOutcome(units.map((unit) => unit.outcome)))
    return { pointer: '/outcome', reason: `says ${outcome} of ${id}, its units give another outcome` };
  return undefined;
}

function unitFault(
  { name, state, outcome, waivedBy, accepted = 0, summary }: CertifiedUnit,
  level: Exclude<CertifiedRequirement['level'], 'off'>,
  { waivable }: CertifiedRequirement,
  { waivers, findings, acceptedFindings }: Certification,
): string | undefined {
  const validWaiver = waivers.some(
    (one) => one.used && one.state === 'valid' && one.id === waivedBy && one.unit === name,
  );
  if (waivedBy !== undefined && !validWaiver)
    return `says ${waivedBy} lets ${name} pass, and holds no such waiver in use`;
  const own = findings.filter((finding) => finding.unit === name && finding.accepted).length;
  if (accepted !== own) return `says that ${accepted} findings of ${name} are accepted, and holds ${own}`;
  if (accepted > 0 && acceptedFindings?.state !== 'valid')
    return `says that findings of ${name} are accepted, and holds no list that is valid`;
  // Whether warnings block is the policy's word, which a certification does not repeat.
  const possible = [true, false].map((warnBlocks) =>
    outcomeOf(state, level, { validWaiver, waivable, warnBlocks, accepted: outcome === 'accepted' && accepted > 0 }),
  );
  if (!possible.includes(outcome)) return `says ${outcome} of ${name}, which is ${state} and ${level}`;
  if ((state === 'pass' || state === 'warn') && summary.errors > 0) return `says ${state} of ${name}, which has errors`;
  return undefined;
}
