import type { Observation } from '../decide/observation.ts';
import { unitKey } from '../decide/unit.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import validator from '../formats/generated/validators/evidence.js';
import { validateDocument } from '../formats/validate.ts';
import { digestJson } from '../model/digest.ts';
import { attempt } from './attempt.ts';
import { cleanFidelity, cleanFinding } from './clean-text.ts';
import type { Gather } from './judge-all.ts';
import { openEvidence } from './open-evidence.ts';
import type { PlannedRun } from './plan.ts';
import type { ShardAnswer } from './read-shard.ts';
import type { RunTrust } from './read-trust.ts';

/** The evidence of a run's own units as its shards made it. */
export function gatherShards(answers: readonly ShardAnswer[]): Gather {
  const byUnit = new Map(answers.map((answer) => [unitKey(answer.unit), answer]));
  return async ({ made, trust }) => {
    const seen: Observation[] = [];
    for (const planned of made.runs) {
      const answer = byUnit.get(unitKey(planned.ref));
      if (answer) seen.push(await observed(planned, answer, trust));
    }
    return seen;
  };
}

/** Says of a unit what judging it in this process would say, with whoever signed it. */
async function observed(
  { ref, unit: { inputs } }: PlannedRun,
  { unit: { fault }, bytes, shown }: ShardAnswer,
  trust: RunTrust | undefined,
): Promise<Observation> {
  if (fault) return { kind: 'broken', ...fault, unit: ref };
  if (bytes === undefined) throw new Error('a shard was read without its documents');
  const opened = await attempt(() => openEvidence(bytes, shown, trust));
  const location = { path: inputs[0] ?? ref.evidenceId };
  if (!opened.ok) return { kind: 'broken', state: 'untrusted', reason: opened.error.message, location, unit: ref };
  const { document, signers } = opened.value;
  const evidence = validateDocument<Evidence>(document, validator, 'evidence');
  return {
    kind: 'document',
    source: 'shard',
    // A signed document has its members in another order, and a report shows findings as they come.
    evidence: {
      ...evidence,
      findings: evidence.findings.map(cleanFinding),
      ...(evidence.fidelity ? { fidelity: cleanFidelity(evidence.fidelity) } : {}),
    },
    digest: digestJson(document.value),
    location,
    ...(signers.length === 0 ? {} : { signers }),
  };
}
