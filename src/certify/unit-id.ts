import type { Evidence } from '../formats/generated/evidence.ts';
import type { Plan, PlanUnit } from '../formats/generated/plan.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';

/** The content key of evidence, as its format defines it: equal for equal questions about equal inputs. */
export function unitIdOf(evidence: {
  readonly evidenceId: string;
  readonly target?: Evidence['target'];
  readonly inputs: Evidence['inputs'];
  readonly release: Pick<Evidence['release'], 'policyDigest'>;
  readonly producer: Pick<Evidence['producer'], 'name' | 'version' | 'ruleSetDigest'>;
}): Digest {
  const { evidenceId, target, inputs, release, producer } = evidence;
  return digestJson([
    evidenceId,
    target ?? null,
    inputs.map(({ digest }) => digest).sort(byCodeUnit),
    release.policyDigest,
    producer.name,
    producer.version,
    producer.ruleSetDigest ?? null,
  ]);
}

/** The content key of a unit that this tool is planned to judge. */
export function plannedUnitId({ policyDigest, tool }: Plan, { evidenceId, target, inputs }: PlanUnit): Digest {
  return unitIdOf({ evidenceId, ...(target ? { target } : {}), inputs, release: { policyDigest }, producer: tool });
}
