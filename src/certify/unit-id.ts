import type { Evidence } from '../formats/generated/evidence.ts';
import { type Digest, digestJson } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';

/** The content key of evidence, as its format defines it: equal for equal questions about equal inputs. */
export function unitIdOf(
  evidence: Pick<Evidence, 'evidenceId' | 'target' | 'inputs' | 'release' | 'producer'>,
): Digest {
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
