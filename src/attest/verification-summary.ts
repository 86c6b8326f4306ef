import type { Certification } from '../formats/generated/certification.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import { byTuple } from '../model/order.ts';
import type { Statement, Subject } from '../trust/statement/statement.ts';
import { levelOf } from './level.ts';
import { EXTENSION, FOREIGN, VERIFIER_ID } from './predicate.ts';
import { type ResourceDescriptor, resource, resourceUri } from './resources.ts';
import { validUntil } from './valid-until.ts';

/**
 * A SLSA verification summary (VSA v1) of one artifact: that it was verified, by which policy, from what, and how far it
 * got. What is waived and until when it holds stand in members of our own, which the format has no place for.
 */
export function verificationSummary(certification: Certification, record: DecisionRecord, subject: Subject): Statement {
  const { now, policy, tool, decision } = certification;
  const end = validUntil(certification, record);
  return {
    subjects: [subject],
    predicateType: FOREIGN.verificationSummary,
    predicate: {
      verifier: { id: VERIFIER_ID, version: { assay: tool.version, ruleSet: tool.ruleSetDigest } },
      timeVerified: now,
      resourceUri: resourceUri(certification, subject.name),
      policy: resource(policy.name, policy.digest),
      inputAttestations: inputAttestations(record),
      verificationResult: decision === 'no-go' ? 'FAILED' : 'PASSED',
      verifiedLevels: [levelOf(certification)],
      [EXTENSION.waivers]: waiversInUse(certification),
      ...acceptedInUse(certification),
      ...(end === undefined ? {} : { [EXTENSION.validUntil]: end }),
    },
  };
}

/** Everything that was said and believed: all of it, as the format demands of a list that is not empty. */
function inputAttestations({
  evidence,
  waivers,
  approvals,
  register,
  acceptedFindings,
}: DecisionRecord): ResourceDescriptor[] {
  const documents = [...evidence, ...waivers].map(({ location, digest }) => resource(location.path, digest));
  const files = [...approvals, ...(register ? [register] : [])].map(({ path, digest }) => resource(path, digest));
  const { path = '', lines = [] } = acceptedFindings ?? {};
  const lists = lines.map((digest) => resource(path, digest));
  return [...documents, ...files, ...lists].sort((a, b) => byTuple([a.digest.sha256, a.uri], [b.digest.sha256, b.uri]));
}

/** The list that lets findings pass, and how many. */
function acceptedInUse({ acceptedFindings: list }: Certification): Record<string, unknown> {
  if (list === undefined || list.accepted === 0) return {};
  const { digest, sequence, accepted, expiresAt } = list;
  return { [EXTENSION.accepted]: { digest, sequence, findings: accepted, expiresAt } };
}

function waiversInUse({ waivers }: Certification): Record<string, unknown>[] {
  return waivers.filter(({ used }) => used).map(({ id, digest, unit, expiresAt }) => ({ id, digest, unit, expiresAt }));
}
