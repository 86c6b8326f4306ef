import type { Observation } from '../decide/observation.ts';
import type { Artifact } from '../formats/generated/plan.ts';
import type { MadePlan } from './plan.ts';
import type { Prepared } from './prepare.ts';

/** Artifacts of the candidate that no requirement of this mode judges. */
export function unjudgedArtifacts({ plan, runs }: Pick<MadePlan, 'plan' | 'runs'>): Artifact[] {
  // A command has every artifact as its subject, and may look at none.
  const commands = new Set(plan.units.filter(({ run }) => run === 'exec').map(({ evidenceId }) => evidenceId));
  const judging = runs.filter(({ ref }) => !commands.has(ref.evidenceId));
  const judged = new Set(judging.flatMap(({ unit }) => unit.subjects));
  return plan.candidate.artifacts.filter(({ name }) => !judged.has(name));
}

/**
 * Artifacts of the candidate that nobody could read and no requirement judges. The candidate's digest says nothing of what
 * they hold, so that evidence, waivers and approvals for it would be as good for any other content: each blocks.
 */
export function unreadArtifacts({ made }: Pick<Prepared, 'made'>): Observation[] {
  return unjudgedArtifacts(made).flatMap(({ kind, name, digest }): Observation[] => {
    if (digest !== null) return [];
    const reason = `the ${kind} ${name} can't be read, and no requirement judges it: the candidate's digest says nothing of what it holds`;
    return [{ kind: 'broken', state: 'untrusted', reason, location: { path: name } }];
  });
}
