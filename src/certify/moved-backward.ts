import { isChain, type ReadAccepted } from '../decide/accepted.ts';
import type { ReadRegister } from '../decide/approval.ts';
import type { Observation } from '../decide/observation.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import { isKnown, type ReadWaiver } from '../decide/read-waiver.ts';
import type { RuleDoc } from '../decide/rule-doc.ts';
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
  readonly accepted: ReadAccepted | undefined;
}

/**
 * What may not be less than an earlier certification says it was: the contract's version, the register, what the policy
 * requires, the accepted findings, the waivers that tell how often something was waived. Each blocks, and no waiver covers it.
 */
export function movedBackward(previous: PreviousCertification, now: Successor): Observation[] {
  return [
    ...olderContract(previous, now),
    ...olderRegister(previous, now),
    ...droppedRequirements(previous, now),
    ...lostWaivers(previous, now),
    ...replacedAccepted(previous, now),
  ];
}

/** Something that blocks and belongs to no evidence. */
export function blocker({ id }: RuleDoc, path: string, reason: string): Observation {
  return { kind: 'broken', state: 'untrusted', reason, location: { path }, ruleId: id };
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
  return [
    blocker(
      PREVIOUS_RULES.contractOlder,
      shown,
      `the contract's version is ${after}, and ${shown} certified ${before}`,
    ),
  ];
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
  const reason = `the register of waivers had sequence ${before.sequence} in ${shown}, and ${now}`;
  return [blocker(PREVIOUS_RULES.registerOlder, before.path, reason)];
}

function droppedRequirements({ certification, shown }: PreviousCertification, now: Successor): Observation[] {
  if (certification.mode !== now.mode) return [];
  const levels = new Map(now.requirements.map(({ id, levels: own }) => [id, own[now.mode]]));
  return certification.requirements.flatMap(({ id, level }) =>
    level === 'required' && levels.get(id) !== 'required'
      ? [
          blocker(
            PREVIOUS_RULES.requirementDropped,
            now.policyPath,
            `${id} was required in ${shown}, and is ${levels.get(id) ?? 'not in the policy'} now`,
          ),
        ]
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
    return [blocker(PREVIOUS_RULES.waiverLost, heir.location.path, reason)];
  });
}

/** A list of accepted findings that does not go on with the one before: what was given up could be accepted again. */
function replacedAccepted({ certification, shown }: PreviousCertification, { accepted }: Successor): Observation[] {
  const { sequence, digest } = certification.acceptedFindings ?? {};
  if (sequence === undefined || digest === undefined || accepted === undefined || !isChain(accepted)) return [];
  if (accepted.chain[sequence - 1] === digest) return [];
  const { path } = accepted.location;
  return [
    blocker(
      PREVIOUS_RULES.acceptedReplaced,
      path,
      `${path} had list ${sequence} with ${digest} in ${shown}, and does not go on with it`,
    ),
  ];
}
