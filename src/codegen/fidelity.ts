import { typesOfTargets } from './ir/build-types.ts';
import type { Loss } from './ir/model.ts';
import type { ClientModel } from './model.ts';

/** What the schemas of a target demand and its types don't say. */
export interface TargetFidelity {
  readonly target: string;
  /** By role, pointer and keyword. */
  readonly losses: Loss[];
}

/**
 * Every loss of a client's types, by target; targets without one are left out. It is the same in every language.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export function clientFidelity(model: ClientModel): TargetFidelity[] {
  return model.namespaces
    .flatMap(({ targets }) => typesOfTargets(targets))
    .filter(({ losses }) => losses.length > 0)
    .map(({ target, losses }) => ({ target, losses: [...losses] }));
}
