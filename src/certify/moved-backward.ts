import type { ReadRegister } from '../decide/approval.ts';
import type { Observation } from '../decide/observation.ts';
import { isKnown, type ReadWaiver } from '../decide/read-waiver.ts';
import { unitName } from '../decide/unit.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { PreviousCertification } from './compare-previous.ts';

/** What a run goes by, as far as an earlier certification can contradict it. */
export interface Successor {
  readonly release: string;
  readonly mode: Certification['mode'];
  readonly policyPath: string;
  readonly requirements: readonly PolicyRequirement[];
  readonly evidence: readonly Observation[];
  readonly waivers: readonly ReadWaiver[];
  readonly register: ReadRegister | undefined;
}

/**
 * What may not be less than an earlier certification says it was: the contract's version, the register, what the policy
 * requires, the waivers that tell how often something was waived. Each blocks, and no waiver covers it.
 */
export function movedBackward(previous: PreviousCertification, now: Successor): Observation[] {
  return [
    ...olderContract(previous, now),
    ...olderRegister(previous, now),
    ...droppedRequirements(previous, now),
    ...lostWaivers(previous, now),
  ];
}

function blocker(path: string, reason: string): Observation {
  return { kind: 'broken', state: 'untrusted', reason, location: { path } };
}

function olderContract({ certification, shown }: PreviousCertification, { evidence }: Successor): Observation[] {
  const units = certification.requirements.flatMap(({ units: own }) => own);
  const before = highest(units.map(({ annotations }) => annotations?.contractVersion));
  const after = highest(
    // Evidence of the folder says what its author likes: only what this tool judged speaks for the contract.
    evidence.map((seen) =>
      seen.kind === 'document' && seen.source !== 'folder' ? seen.evidence.annotations?.contractVersion : undefined,
    ),
  );
  if (before === undefined || after === undefined || after >= before) return [];
  return [blocker(shown, `the contract's version is ${after}, and ${shown} certified ${before}`)];
}

function highest(values: readonly (string | number | boolean | undefined)[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function olderRegister(
  { certification, shown }: PreviousCertification,
  { release, register }: Successor,
): Observation[] {
  const { register: before } = certification;
  if (before === undefined || certification.release !== release) return [];
  const read = register && 'register' in register ? register : undefined;
  const after = read?.register.sequence;
  const forked = after === before.sequence && read?.digest !== before.digest;
  if (after !== undefined && after >= before.sequence && !forked) return [];
  const now = forked ? 'another one has it now' : after === undefined ? 'there is none now' : `it is ${after} now`;
  return [blocker(before.path, `the register of waivers had sequence ${before.sequence} in ${shown}, and ${now}`)];
}

function droppedRequirements({ certification, shown }: PreviousCertification, now: Successor): Observation[] {
  if (certification.mode !== now.mode) return [];
  const levels = new Map(now.requirements.map(({ id, levels: own }) => [id, own[now.mode]]));
  return certification.requirements.flatMap(({ id, level }) =>
    level === 'required' && levels.get(id) !== 'required'
      ? [blocker(now.policyPath, `${id} was required in ${shown}, and is ${levels.get(id) ?? 'not in the policy'} now`)]
      : [],
  );
}

/** A waiver that let a unit pass, whose file is gone while another one waives that unit: nobody can count the renewals. */
function lostWaivers({ certification, shown }: PreviousCertification, { waivers }: Successor): Observation[] {
  const known = waivers.filter(isKnown);
  return certification.waivers.flatMap(({ used, id, digest, unit }) => {
    if (!used || id === undefined || known.some((one) => one.digest === digest || one.waiver.id === id)) return [];
    const heir = known.find(({ waiver }) => unitName(waiver.scope) === unit);
    if (heir === undefined) return [];
    const reason = `${id} waived ${unit} in ${shown}, its file is gone, and ${heir.waiver.id} waives it now: put the file back, so that renewals can be counted`;
    return [blocker(heir.location.path, reason)];
  });
}
