import { describe, expect, it } from 'vitest';
import { readSuite, type SuiteGroup } from '../../testing/schema-diff/read-suite.ts';
import { sharedData } from '../../testing/shared-data.ts';
import type { JsonValue } from '../model/json/value.ts';
import { Budget, BudgetExhausted } from './budget.ts';
import type { Dialect } from './dialect/dialect.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { resolveOptions } from './options.ts';
import { readPair } from './pair.ts';
import { isSubset } from './subset.ts';
import type { Side } from './witness/search.ts';

const archive = sharedData('codegen/json-schema-test-suite.tgz');
/** Ask with witnesses too: minutes. */
const full = process.env.ASSAY_LONG_TESTS === '1';

const DRAFTS: readonly (readonly [string, Dialect])[] = [
  ['draft4', 'draft-04'],
  ['draft6', 'draft-06'],
  ['draft7', 'draft-07'],
  ['draft2019-09', '2019-09'],
  ['draft2020-12', '2020-12'],
];

/** Optional behaviour that we don't have: content assertion, 1.0 as no integer. */
const NOT_OURS = new Set(['optional/content.json', 'optional/zeroTerminatedFloats.json']);

/** The public JSON Schema Test Suite: what others hold each schema to accept. */
describe.skipIf(archive === undefined).each(DRAFTS)('the test suite of %s', (draft, defaultDialect) => {
  const files = archive === undefined ? new Map<string, SuiteGroup[]>() : readSuite(archive, draft);
  const options = { defaultDialect };
  const groups = [...files.values()].flat().filter((group) => !NOT_OURS.has(group.file));

  function sideOf(schema: JsonValue): Side | undefined {
    const pair = readPair(schema, schema, resolveOptions(options));
    if ('nodes' in pair) return pair.a;
    // The suite refers to other documents, to metaschemas and to a dialect of its own: refused, never followed.
    for (const { fault } of pair) expect(['external-reference', 'unknown-dialect']).toContain(fault.code);
    return undefined;
  }

  it('our reading of each schema accepts what the suite says', () => {
    const wrong: string[] = [];
    let known = 0;
    for (const group of groups) {
      const side = sideOf(group.schema);
      if (side === undefined) continue;
      for (const test of group.tests) {
        const answer = evaluate(side.node, test.data, new Budget(100_000));
        if (answer !== undefined) known += 1;
        if (answer !== undefined && answer !== test.valid)
          wrong.push(`${group.file}: ${group.description}: ${test.description}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(known).toBeGreaterThan(500);
  });

  it('every schema is inside itself', () => {
    const open = groups.filter((group) => {
      const answer = isSubset(group.schema, group.schema, options);
      return answer.verdict !== 'safe' && !(answer.verdict === 'undecided' && answer.reason === 'schema-fault');
    });
    expect(open.map((group) => `${group.file}: ${group.description}`)).toEqual([]);
  });

  it('no instance contradicts a proof, for all pairs of schemas in a file', { timeout: 600_000 }, () => {
    const wrong: string[] = [];
    let safe = 0;
    for (const inFile of files.values()) {
      const instances = inFile.flatMap((group) => group.tests.map((test) => test.data));
      for (const a of inFile)
        for (const b of inFile) {
          if (a === b || isSubset(a.schema, b.schema, { ...options, witness: full }).verdict !== 'safe') continue;
          safe += 1;
          if (isContradicted(a, b, instances)) wrong.push(`${a.file}: ${a.description} ⊆ ${b.description}`);
        }
    }
    expect(wrong).toEqual([]);
    expect(safe).toBeGreaterThan(300);
  });

  function isContradicted(a: SuiteGroup, b: SuiteGroup, instances: readonly JsonValue[]): boolean {
    const pair = readPair(a.schema, b.schema, resolveOptions(options));
    if (!('nodes' in pair)) return false;
    const said = a.tests.filter((test) => test.valid).map((test) => test.data);
    return [...said, ...instances].some((instance) => {
      const inside = said.includes(instance) || accepts(pair.a, instance) === true;
      return inside && accepts(pair.b, instance) === false;
    });
  }
});

function accepts(side: Side, instance: JsonValue): boolean | undefined {
  try {
    return evaluate(side.node, instance, new Budget(50_000));
  } catch (error) {
    if (error instanceof BudgetExhausted) return undefined;
    throw error;
  }
}
