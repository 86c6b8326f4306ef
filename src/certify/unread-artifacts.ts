import type { Observation } from '../decide/observation.ts';
import type { Prepared } from './prepare.ts';

/**
 * Artifacts of the candidate that nobody could read and no requirement judges. The candidate's digest says nothing of what
 * they hold, so that evidence, waivers and approvals for it would be as good for any other content: each blocks.
 */
export function unreadArtifacts({ candidate, made: { plan, runs } }: Prepared): Observation[] {
  // A command has every artifact as its subject, and may look at none.
  const commands = new Set(plan.units.filter(({ run }) => run === 'exec').map(({ evidenceId }) => evidenceId));
  const judging = runs.filter(({ ref }) => !commands.has(ref.evidenceId));
  const judged = new Set(judging.flatMap(({ unit }) => unit.subjects));
  return candidate.artifacts.flatMap(({ kind, name, digest }): Observation[] => {
    if (digest !== null || judged.has(name)) return [];
    const reason = `the ${kind} ${name} can't be read, and no requirement judges it: the candidate's digest says nothing of what it holds`;
    return [{ kind: 'broken', state: 'untrusted', reason, location: { path: name } }];
  });
}
