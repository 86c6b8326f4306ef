import { isChain, type ReadAccepted } from '../decide/accepted.ts';
import type { ReadRegister } from '../decide/approval.ts';
import type { Observation } from '../decide/observation.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import { isKnown, type KnownWaiver, type ReadWaiver } from '../decide/read-waiver.ts';
import type { RuleDoc } from '../decide/rule-doc.ts';
import { unitName } from '../decide/unit.ts';
import type { Certification, RememberedStanding, RememberedWaiver } from '../formats/generated/certification.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { PreviousCertification } from './compare-previous.ts';
import { highest, memoryOf } from './previous-memory.ts';

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
export function movedBackward({ certification, shown }: PreviousCertification, now: Successor): Observation[] {
  const memory = memoryOf(certification);
  return [
    ...olderContract(memory, shown, now),
    ...olderRegister(memory, shown, now),
    ...droppedRequirements(memory, shown, now),
    ...lostWaivers(memory, shown, now),
    ...replacedAccepted(memory, shown, now),
  ];
}

/** Something that blocks and belongs to no evidence. */
export function blocker({ id }: RuleDoc, path: string, reason: string): Observation {
  return { kind: 'broken', state: 'untrusted', reason, location: { path }, ruleId: id };
}

function olderContract(
  { contractVersion: before }: RememberedStanding,
  shown: string,
  { evidence }: Successor,
): Observation[] {
  const after = highest(
    // Evidence of the folder says what its author likes: only what this tool judged speaks for the contract.
    evidence.map((seen) =>
      seen.kind === 'document' && seen.source !== 'folder' ? seen.evidence.annotations?.contractVersion : undefined,
    ),
  );
  if (before === undefined || after === undefined || after >= before) return [];
  const reason = `the contract's version is ${after}, and was ${before} according to ${shown}`;
  return [blocker(PREVIOUS_RULES.contractOlder, shown, reason)];
}

function olderRegister(
  { registers = [] }: RememberedStanding,
  shown: string,
  { release, register }: Successor,
): Observation[] {
  const before = registers.find(({ releaseId }) => releaseId === release);
  if (before === undefined) return [];
  const read = register && 'register' in register ? register : undefined;
  const after = read?.register.sequence;
  const forked = after === before.sequence && read?.digest !== before.digest;
  if (after !== undefined && after >= before.sequence && !forked) return [];
  const now = forked ? 'another one has it now' : after === undefined ? 'there is none now' : `it is ${after} now`;
  const reason = `the register of waivers had sequence ${before.sequence} according to ${shown}, and ${now}`;
  return [blocker(PREVIOUS_RULES.registerOlder, before.path, reason)];
}

function droppedRequirements({ required = [] }: RememberedStanding, shown: string, now: Successor): Observation[] {
  const levels = new Map(now.requirements.map(({ id, levels: own }) => [id, own[now.mode]]));
  const before = required.find(({ mode }) => mode === now.mode)?.requirements ?? [];
  return before.flatMap((id) => {
    const level = levels.get(id);
    if (level === 'required') return [];
    const reason = `${id} was required according to ${shown}, and is ${level ?? 'not in the policy'} now`;
    return [blocker(PREVIOUS_RULES.requirementDropped, now.policyPath, reason)];
  });
}

/** A waiver that let a unit pass, whose file is gone while a later one waives the same: nobody can count the renewals. */
function lostWaivers(
  { waivers: before = [] }: RememberedStanding,
  shown: string,
  { waivers }: Successor,
): Observation[] {
  const known = waivers.filter(isKnown);
  return before.flatMap((one) => {
    const heir = known.find((other) => goesOnWith(other, one) && !known.some((kept) => standsFor(kept, one, other)));
    if (heir === undefined) return [];
    const { id, unit } = one;
    const gone = heir.waiver.id === id ? 'that file is another one now' : 'its file is gone';
    const reason = `${id} waived ${unit} from ${one.notBefore} according to ${shown}, ${gone}, and ${heir.waiver.id} waives the same until ${heir.waiver.expiresAt}: put the earlier file back, so that renewals can be counted`;
    return [blocker(PREVIOUS_RULES.waiverLost, heir.location.path, reason)];
  });
}

/** Whether a waiver lets pass for longer what an earlier one let pass. */
function goesOnWith({ waiver: { scope, expiresAt } }: KnownWaiver, before: RememberedWaiver): boolean {
  return unitName(scope) === before.unit && expiresAt > before.expiresAt && share(scope.findings, before.findings);
}

/** Whether the heir's renewals and days are counted by this file as by the one before: another revision may begin no later. */
function standsFor({ waiver, digest }: KnownWaiver, before: RememberedWaiver, heir: KnownWaiver): boolean {
  if (digest === before.digest) return true;
  const { id, scope, notBefore } = waiver;
  if (id !== before.id || unitName(scope) !== before.unit || notBefore > before.notBefore) return false;
  return digest === heir.digest || share(scope.findings, heir.waiver.scope.findings);
}

/** Whether two waivers of a unit may have a finding in common; what lists none is about what has none, as missing evidence. */
function share(one: readonly string[] = [], other: readonly string[] = []): boolean {
  return one.length === 0 || other.length === 0 || one.some((fingerprint) => other.includes(fingerprint));
}

/** A list of accepted findings that does not go on with the one before: what was given up could be accepted again. */
function replacedAccepted(
  { acceptedFindings: before }: RememberedStanding,
  shown: string,
  { accepted }: Successor,
): Observation[] {
  if (before === undefined || accepted === undefined || !isChain(accepted)) return [];
  const { sequence, digest } = before;
  if (accepted.chain[sequence - 1] === digest) return [];
  const { path } = accepted.location;
  const reason = `${path} had list ${sequence} with ${digest} according to ${shown}, and does not go on with it`;
  return [blocker(PREVIOUS_RULES.acceptedReplaced, path, reason)];
}
