import type { RuleHit } from '../model/rule.ts';
import type { RepositoryFault } from '../repository/model.ts';

/** A repository as its rules see it: what its verification found, by the rule that it breaks. */
export interface RepositoryInput {
  readonly faults: readonly RepositoryFault[];
}

/** The hits of a rule that the verification has judged: rule is the second word of its id. */
export function* repositoryHits({ faults }: RepositoryInput, rule: string): Generator<RuleHit> {
  for (const fault of faults)
    if (fault.rule === rule) yield { message: fault.message, location: { path: fault.path }, key: [fault.subject] };
}
