import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryPair } from '../../testing/schema-diff/arbitrary-schema.ts';
import type { JsonValue } from '../model/json/value.ts';
import { Budget, BudgetExhausted } from './budget.ts';
import { classify } from './classify.ts';
import { evaluate } from './evaluate/evaluate.ts';
import type { Node } from './ir/node.ts';
import type { ContentModel } from './modes/content-model.ts';
import { resolveOptions } from './options.ts';
import { readPair } from './pair.ts';
import type { Outcome } from './subset/goal.ts';
import { Solver } from './subset/solver.ts';
import { Grower } from './witness/grow.ts';
import { minePool } from './witness/mine.ts';
import { Random } from './witness/random.ts';

/** ASSAY_PROPERTY_RUNS=200000 takes some minutes; ASSAY_PROPERTY_SEED looks elsewhere. */
const runs = Number(process.env.ASSAY_PROPERTY_RUNS ?? 1_500);
const seed = Number(process.env.ASSAY_PROPERTY_SEED ?? 1);

function decide(a: Node, b: Node, nodes: ConstructorParameters<typeof Solver>[0]): Outcome | 'budget' {
  try {
    return new Solver(nodes, new Budget(12_000)).solve([a.id, -b.id]);
  } catch (error) {
    if (error instanceof BudgetExhausted) return 'budget';
    throw error;
  }
}

function accepts(node: Node, value: JsonValue): boolean | undefined {
  try {
    return evaluate(node, value, new Budget(20_000));
  } catch (error) {
    if (error instanceof BudgetExhausted) return undefined;
    throw error;
  }
}

it('on random pairs no proof is contradicted, and every model is one', { timeout: 1_800_000 }, () => {
  const seen = { proven: 0, refuted: 0, open: 0, compiled: 0 };
  fc.assert(
    fc.property(arbitraryPair, fc.integer({ min: 0, max: 19 }), ([a, b], turn) => {
      const pair = readPair(a, b, resolveOptions({}));
      if (!('nodes' in pair)) return;
      const outcome = decide(pair.a.node, pair.b.node, pair.nodes);
      if (outcome === 'budget' || outcome.kind === 'unknown') {
        seen.open += 1;
      } else if (outcome.kind === 'model') {
        seen.refuted += 1;
        expect([accepts(pair.a.node, outcome.value), accepts(pair.b.node, outcome.value)]).toEqual([true, false]);
        // Ajv takes milliseconds to compile, so it is asked about some pairs only.
        if (turn === 0 && confirmedByAjv(pair, outcome.value)) seen.compiled += 1;
      } else {
        seen.proven += 1;
        const pool = minePool([a, b]);
        const grower = new Grower(pair.a.document, pool, new Random(turn));
        const instances = [...pool.values.slice(0, 25), ...Array.from({ length: 30 }, () => grower.instance())];
        for (const instance of instances)
          if (accepts(pair.a.node, instance))
            expect([instance, accepts(pair.b.node, instance)]).not.toEqual([instance, false]);
      }
    }),
    { numRuns: runs, seed },
  );
  // The generator must reach both answers, and leave next to nothing open.
  expect(seen.proven).toBeGreaterThan(runs / 10);
  expect(seen.refuted).toBeGreaterThan(runs / 10);
  expect(seen.open).toBeLessThan(runs / 100);
  expect(seen.compiled).toBeGreaterThan(0);
});

function confirmedByAjv({ a, b }: { a: Sided; b: Sided }, value: JsonValue): boolean {
  return a.validator()?.accepts(value) === true && b.validator()?.accepts(value) === false;
}

type Sided = { validator(): { accepts(value: JsonValue): boolean | undefined } | undefined };

it('our reading agrees with Ajv on random schemas and instances', { timeout: 600_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(arbitraryPair, fc.integer({ min: 0, max: 1_000 }), ([a, b], turn) => {
      // Ajv reads some combinations of these otherwise than the specification.
      if (/"(unevaluated\w+|contains)"/.test(JSON.stringify(a))) return;
      const pair = readPair(a, b, resolveOptions({}));
      if (!('nodes' in pair)) return;
      const grower = new Grower(pair.a.document, minePool([a, b]), new Random(turn));
      const validator = pair.a.validator();
      for (let i = 0; i < 20; i += 1) {
        const instance = grower.instance();
        const ajv = validator?.accepts(instance);
        const ours = accepts(pair.a.node, instance);
        if (ajv === undefined || ours === undefined) continue;
        compared += 1;
        expect([instance, ours]).toEqual([instance, ajv]);
      }
    }),
    { numRuns: Math.ceil(runs / 5), seed },
  );
  expect(compared).toBeGreaterThan(runs / 3);
});

it('what is safe as written stays safe when producers send only what they declare', () => {
  fc.assert(
    fc.property(arbitraryPair, fc.constantFrom('input' as const, 'output' as const), ([a, b], direction) => {
      const verdict = (model: ContentModel): string =>
        classify(a, b, direction, model, { witness: false }).inclusion.verdict;
      const candidate = (model: ContentModel): boolean =>
        'candidate' in classify(a, b, direction, model, { witness: false }).inclusion;
      if (verdict('exact') === 'safe') expect([candidate('declared'), candidate('tolerant')]).toEqual([false, false]);
    }),
    { numRuns: Math.ceil(runs / 5), seed },
  );
});
