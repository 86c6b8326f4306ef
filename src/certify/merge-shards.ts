import { unitKey, unitName } from '../decide/unit.ts';
import type { Plan, PlanUnit } from '../formats/generated/plan.ts';
import { AssayError, integrityError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { byCodeUnit } from '../model/order.ts';
import type { SavedPlan } from './read-plan.ts';
import type { ReadShard, ShardAnswer } from './read-shard.ts';
import { evidenceFile, judgedUnits, owns } from './shard.ts';
import type { ShardContent } from './write-shard.ts';

/**
 * All planned units, each exactly once, in the plan's order. Neither the order of the shards nor their number shows in
 * the result, and merging again changes nothing.
 * @param shards those that are finished
 * @throws AssayError shard-conflict (integrity) where two shards answer differently, shard-incomplete (incomplete) where
 * a unit has no answer
 */
export function mergeShards(saved: SavedPlan, shards: readonly ReadShard[]): ShardAnswer[] {
  const merged = judgedUnits(saved.plan).map((unit, place) => {
    const answers = shards.flatMap(({ answers: own }) => own.get(unitKey(unit)) ?? []);
    return { unit, place, answer: theOne(unit, answers) };
  });
  const missing = merged.filter(({ answer }) => answer === undefined);
  if (missing.length > 0) throw incomplete(saved, shards, missing);
  return merged.flatMap(({ answer }) => answer ?? []);
}

/** What a merge writes: a shard that owns everything. */
export function mergedShard({ plan, digest }: SavedPlan, answers: readonly ShardAnswer[]): ShardContent {
  return {
    shard: {
      kind: 'assay.shard',
      schemaVersion: 1,
      planDigest: digest,
      tool: plan.tool,
      shard: { index: 1, total: 1 },
      complete: true,
      units: answers.map(({ unit }) => unit),
    },
    files: new Map(
      answers.flatMap(({ unit: { evidenceDigest }, bytes }) =>
        evidenceDigest === undefined || bytes === undefined ? [] : [[evidenceFile(evidenceDigest), bytes] as const],
      ),
    ),
  };
}

/** Equal answers are one. Of equal documents the one with the longest file stays: it carries the most signatures. */
function theOne(unit: PlanUnit, answers: readonly ShardAnswer[]): ShardAnswer | undefined {
  const [first, ...others] = [...answers].sort(
    (a, b) => (b.bytes?.length ?? 0) - (a.bytes?.length ?? 0) || byCodeUnit(textOf(a), textOf(b)),
  );
  if (first === undefined) return undefined;
  const other = others.find((one) => canonicalJson(one.unit) !== canonicalJson(first.unit));
  if (other === undefined) return first;
  throw integrityError(
    'shard-conflict',
    `${unitName(unit)} has two answers: ${[first.shown, other.shown].sort(byCodeUnit).join(' and ')}`,
    'give each part of the run once: of a part that was run again, the last run alone',
    { path: first.shown },
  );
}

function textOf({ bytes }: ShardAnswer): string {
  return bytes === undefined ? '' : Buffer.from(bytes).toString('latin1');
}

function incomplete(
  { shown, plan }: SavedPlan,
  shards: readonly ReadShard[],
  missing: readonly { readonly unit: Plan['units'][number]; readonly place: number }[],
): AssayError {
  const totals = [...new Set(shards.map(({ shard }) => shard.shard.total))];
  const [total = 1] = totals.length === 1 ? totals : [];
  const named = missing.slice(0, 20).map(({ unit, place }) => {
    const owner = Array.from({ length: total }, (_, index) => index + 1).find((index) => owns({ index, total }, place));
    return total === 1 ? unitName(unit) : `${unitName(unit)} (shard ${owner}/${total})`;
  });
  const more = missing.length > named.length ? ` and ${missing.length - named.length} more` : '';
  return new AssayError({
    kind: 'incomplete',
    code: 'shard-incomplete',
    message: `${missing.length} of ${judgedUnits(plan).length} units that ${shown} plans have no answer: ${named.join(', ')}${more}`,
    hint: 'run the shards that are missing or did not finish, and merge all of them',
    location: { path: shown },
  });
}
