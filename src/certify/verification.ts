import { levelOf, reaches } from '../attest/level.ts';
import { validUntil } from '../attest/valid-until.ts';
import { hoursBetween } from '../decide/instant.ts';
import type { Refusal, Verification } from '../formats/generated/verification.ts';
import { digestJson } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { decideAt } from './replay.ts';
import type { BelievedCertification } from './verify-attestation.ts';

/** What is asked of a believed certification. */
export interface VerificationQuestion {
  /** Path of the bundle, for messages. */
  readonly path: string;
  /** The artifact's path, and the digests by which it may be named. */
  readonly artifact: { readonly path: string; readonly digests: readonly [string, ...string[]] };
  /** The policy that the asker demands. */
  readonly policy: { readonly path: string; readonly digest: string };
  /** The instant of the question. */
  readonly at: string;
  readonly level?: string;
  readonly maxAgeHours?: number;
}

/**
 * Whether a believed certification covers an artifact, by the policy that is asked for, and holds at an instant.
 * @throws AssayError artifact-not-certified, policy-differs, certified-later (integrity)
 */
export function verification(believed: BelievedCertification, question: VerificationQuestion): Verification {
  const { certification, record, signers } = believed;
  const { at, path, policy } = question;
  const { platform, release, mode, decision, now } = certification;
  const artifact = subjectOf(believed, question);
  if (policy.digest !== certification.policy.digest)
    throw integrityError(
      'policy-differs',
      `${path} was decided by a policy ${certification.policy.digest}, and ${policy.path} is ${policy.digest}`,
      'give the policy that the release was certified by, or certify by this one',
      { path: policy.path },
    );
  const refusals = refusalsOf(believed, question);
  const end = validUntil(certification, record);
  return {
    kind: 'assay.verification',
    schemaVersion: 1,
    result: refusals.length === 0 ? 'verified' : 'refused',
    at,
    artifact,
    certification: { path, digest: digestJson(certification), platform, release, mode, decision, now },
    policy: { path: policy.path, digest: policy.digest },
    signers: signers
      .map(({ principal = '', publicKey }) => ({ principal, key: publicKey.fingerprint }))
      .sort((a, b) => byCodeUnit(a.key, b.key)),
    level: levelOf(certification),
    ...(end === undefined ? {} : { validUntil: end }),
    waivers: certification.waivers
      .filter(({ used }) => used)
      .map(({ id = '', unit = '', expiresAt = '' }) => ({ id, unit, expiresAt })),
    refusals,
  };
}

function subjectOf({ certification }: BelievedCertification, { artifact, path }: VerificationQuestion) {
  for (const digest of artifact.digests) {
    const found = certification.candidate.artifacts.find((one) => one.digest === digest);
    if (found) return { path: artifact.path, name: found.name, digest };
  }
  throw integrityError(
    'artifact-not-certified',
    `${artifact.path} is ${artifact.digests[0]}, which ${path} says nothing of`,
    'give the artifact that was certified, or the bundle of this release',
    { path: artifact.path },
  );
}

/** Everything for which the answer is no. */
function refusalsOf(believed: BelievedCertification, question: VerificationQuestion): Refusal[] {
  const { certification } = believed;
  const { at, level, maxAgeHours } = question;
  const { decision, now } = certification;
  const refusals: Refusal[] = [];
  if (decision === 'no-go')
    refusals.push({ reason: 'no-go', message: `the decision was no-go: ${certification.summary.blocked} blocked` });
  else refusals.push(...expired(believed, question));
  if (level !== undefined && !reaches(levelOf(certification), level))
    refusals.push({ reason: 'level', message: `the level is ${levelOf(certification)}, and ${level} is demanded` });
  const age = hoursBetween(now, at);
  if (maxAgeHours !== undefined && !(age <= maxAgeHours))
    refusals.push({
      reason: 'age',
      message: `it was decided at ${now}, more than ${maxAgeHours} hours before ${at}`,
    });
  return refusals;
}

/** Whether the same would be decided at the instant of the question, by the one evaluator that the gate has. */
function expired(
  { record, files, certification }: BelievedCertification,
  { at, path }: VerificationQuestion,
): Refusal[] {
  const skew = record.policy.document.knobs?.clockSkewSeconds ?? 300;
  if (!(hoursBetween(certification.now, at) * 3600 >= -skew))
    throw integrityError(
      'certified-later',
      `${path} was decided at ${certification.now}, and the question is about ${at}`,
      'ask about an instant at which there was a decision, or check the clock',
      { path },
    );
  const { decision, findings, waivers } = decideAt(record, files, at);
  if (decision !== 'no-go') return [];
  const used = new Set(certification.waivers.filter((waiver) => waiver.used).map(({ digest }) => digest));
  const ended = waivers.filter((waiver) => !waiver.used && used.has(waiver.digest));
  return [
    ...findings.filter(({ blocks }) => blocks).map(({ ruleId, message }) => `${ruleId}: ${message}`),
    ...ended.map(({ id = '', explanation }) => `${id} ${explanation}`),
  ].map((message) => ({ reason: 'expired', message }));
}
