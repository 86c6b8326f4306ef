import { type DecideInput, decide } from '../decide/decide.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { DecisionRecord } from '../formats/generated/decision-record.ts';
import { digestJson } from '../model/digest.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { certificationOf } from './certification.ts';
import { recordedInput, type SignedFiles } from './decision-record.ts';
import { plainJson } from './private-paths.ts';

/**
 * The certification that a record gives, decided anew: what a certification says that is no decision, the digests
 * of the files that were read and what an earlier one said, is taken from it.
 */
function replay(certification: Certification, record: DecisionRecord, files: SignedFiles): Certification {
  const input = recordedInput(record, files, certification.now);
  return certificationOf({
    platform: certification.platform,
    release: input.run.release,
    mode: input.run.mode,
    now: certification.now,
    nowSource: certification.nowSource,
    policyPath: input.policyPath,
    made: { plan: record.plan, digest: digestJson(record.plan) },
    decision: decide(input),
    tool: record.plan.tool,
    digests: new Map(certification.inputs.map(({ name, digest }) => [name, digest])),
    ...(certification.previous ? { previous: certification.previous } : {}),
    ...(certification.source ? { source: certification.source } : {}),
  });
}

/** True where a record gives exactly this certification. */
export function isReproduced(certification: Certification, record: DecisionRecord, files: SignedFiles): boolean {
  return canonicalJson(plainJson(replay(certification, record, files))) === canonicalJson(plainJson(certification));
}

/** What would be decided from the same record at another instant. */
export function decideAt(record: DecisionRecord, files: SignedFiles, now: string): ReturnType<typeof decide> {
  const input: DecideInput = recordedInput(record, files, now);
  return decide(input);
}
