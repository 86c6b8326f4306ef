import { quote } from '../model/quote.ts';
import { breach } from './breach.ts';
import type { RoleEnvelope } from './envelope.ts';
import type { TargetFile, TargetsRole } from './model.ts';
import { MOST } from './policy.ts';
import { matcher } from './target-path.ts';
import type { Authority } from './threshold.ts';

interface ReadTargets {
  readonly role: TargetsRole;
  readonly envelope: RoleEnvelope;
}

/** What the roles below targets sign for. */
export interface Walked<Read> {
  /** By name, in the order in which they are asked. */
  readonly delegated: ReadonlyMap<string, Read>;
  readonly targets: ReadonlyMap<string, { readonly role: string; readonly target: TargetFile }>;
}

/**
 * Reads every delegated role, each under the keys of the one role that delegates to it, and gathers what they sign for.
 * A role with two delegators is refused: whose keys count must never depend on who was asked first.
 * @param read the role of a name, verified; undefined where the snapshot names none
 * @throws AssayError delegation-ambiguous, delegation-path, metadata-limit (integrity), and those of `read`
 */
export function walkDelegations<Read extends ReadTargets>(
  top: Read,
  read: (name: string, authority: Authority) => Read | undefined,
): Walked<Read> {
  const delegated = new Map<string, Read>();
  const claimed = new Set<string>();
  const targets = new Map<string, { readonly role: string; readonly target: TargetFile }>();
  const take = (name: string, from: Read, allowed: readonly ((path: string) => boolean)[]): void => {
    const { path } = from.envelope;
    // A loop over entries would make a pair for each of thousands.
    from.role.targets.forEach((file, target) => {
      for (const takes of allowed)
        if (!takes(target))
          throw breach(
            'delegation-path',
            `signs for ${quote(target)}, which is not delegated to ${name}`,
            path,
            target,
          );
      const other = targets.get(target);
      if (other !== undefined)
        throw breach('delegation-ambiguous', `signs for ${quote(target)}, as ${other.role} does`, path, target);
      targets.set(target, { role: name, target: file });
    });
    if (allowed.length >= MOST.delegationDepth && from.role.delegations.length > 0)
      throw breach(
        'metadata-limit',
        `delegates at depth ${allowed.length + 1}; at most ${MOST.delegationDepth} is expected`,
        path,
      );
    for (const { name: next } of from.role.delegations) {
      if (claimed.has(next))
        throw breach('delegation-ambiguous', `delegates to the role ${next}, as another role does`, path, next);
      claimed.add(next);
    }
    for (const { name: next, paths, ...keys } of from.role.delegations) {
      const role = read(next, { role: next, keys: from.role.keys, ...keys });
      if (role === undefined) continue;
      delegated.set(next, role);
      if (delegated.size > MOST.delegations)
        throw breach('metadata-limit', `makes more than ${MOST.delegations} delegated roles`, path);
      take(next, role, [...allowed, matcher(paths)]);
    }
  };
  take('targets', top, []);
  return { delegated, targets };
}
