import type { Plan } from '../formats/generated/plan.ts';
import validator from '../formats/generated/validators/plan.js';
import type { Digest } from '../model/digest.ts';
import { integrityError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { SIZE } from '../model/limits.ts';
import type { CertifyInput } from './input.ts';
import { type Prepared, prepare } from './prepare.ts';
import { readTyped } from './read-typed.ts';

/** A plan as it was written before anything was judged. */
export interface SavedPlan {
  readonly plan: Plan;
  readonly digest: Digest;
  readonly shown: string;
}

/** Reads a plan. @throws AssayError of kind input */
export async function readPlan(file: string, shown: string): Promise<SavedPlan> {
  const { value, digest } = await readTyped<Plan>({ file, shown }, validator, 'plan', SIZE.document);
  return { plan: value, digest, shown };
}

/**
 * Plans again what is there now, as a saved plan says: release, mode and strictness are the plan's.
 * @throws AssayError plan-outdated (integrity) where the result is another plan; those of prepare
 */
export async function prepareAgain(input: CertifyInput, saved: SavedPlan): Promise<Prepared> {
  const { release, units } = saved.plan;
  const strict = units.length > 0 && units.every((unit) => unit.strict ?? true);
  const prepared = await prepare({ ...input, release: release.id, mode: release.mode, strict });
  const { plan, digest } = prepared.made;
  if (digest === saved.digest) return prepared;
  throw integrityError(
    'plan-outdated',
    `${saved.shown} plans another ${differentPart(saved.plan, plan)} than there is now`,
    'plan and judge again: what was judged by this plan says nothing of what lies here',
    { path: saved.shown },
  );
}

function differentPart(saved: Plan, now: Plan): string {
  const parts = [
    ['tool', saved.tool, now.tool],
    ['policy', saved.policyDigest, now.policyDigest],
    ['candidate', saved.candidate, now.candidate],
  ] as const;
  const part = parts.find(([, before, after]) => canonicalJson([before]) !== canonicalJson([after]));
  return part?.[0] ?? 'list of units';
}
