import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/codegen/build-model.ts';
import { PYTHON as CLIENTS } from '../../src/codegen/targets/python/generate.ts';
import { pyString } from '../../src/codegen/targets/python/identifiers.ts';
import { TYPED_DICT } from '../../src/codegen/targets/python/typed-dict.ts';
import { contractOf, method } from '../client-contract.ts';
import { runInPyodide } from '../pyodide.ts';
import { sharedData } from '../shared-data.ts';
import { featureCases, suiteCases } from './corpora.ts';
import { totalsOf, withUnpacked, wronglyRefused } from './measure.ts';
import { PYTHON, PYTHON_PLAIN, pythonTypes } from './python.ts';

const features = sharedData('codegen/features.json');
const suite = sharedData('codegen/json-schema-test-suite.tgz');

describe.skipIf(features === undefined)("features, in Python's types", () => {
  it('take every valid instance, and have no error of their own', async () => {
    const verdicts = await PYTHON.judge(featureCases(features ?? ''), { mode: 'intent' });
    const totals = totalsOf(verdicts);
    expect(totals.refused).toEqual([]);
    expect(totals.typeErrors).toEqual([]);
    expect(wronglyRefused(verdicts)).toEqual([]);
    // A list has any length, and True is an int: more than in TypeScript is left to a validator.
    expect(totals.rejected / totals.invalid).toBeGreaterThan(0.8);
  }, 120_000);

  it('refuse as clients have them no more than a literal with a key that a TypedDict can not name', async () => {
    const verdicts = await PYTHON_PLAIN.judge(featureCases(features ?? ''), { mode: 'intent' });
    expect(totalsOf(verdicts).typeErrors).toEqual([]);
    expect(wronglyRefused(verdicts)).toEqual(['29-addProps-conflict #1']);
  }, 120_000);

  it('are loaded by Python, and lose nothing of what passes through a client', async () => {
    const cases = featureCases(features ?? '');
    const echo = contractOf([{ namespace: 'a/v1', description: 'A.', methods: [method('echo', true, true)] }]);
    const client = await CLIENTS.generate(buildModel(echo), {});
    const files = new Map([
      ...cases.map((one, at) => [`m${at}.py`, pythonTypes(one, { mode: 'intent' }, TYPED_DICT).text] as const),
      ...[...client].map(([name, text]) => [`client/${name}`, text] as const),
    ]);
    const values = cases.flatMap(({ valid }) => valid);
    const result = await runInPyodide(
      files,
      `import importlib, json
from client.a_v1 import AV1, ECHO
from client import MockTransport
loaded = [importlib.import_module(f"m{at}") for at in range(${cases.length})]
values = json.loads(${pyString(JSON.stringify(values))})
client = AV1(MockTransport().on(ECHO, lambda value: value))
result = [len(loaded), [await client.echo(value) for value in values]]`,
    );
    expect(result).toEqual([cases.length, values]);
  }, 120_000);
});

describe.skipIf(suite === undefined)("JSON Schema Test Suite, by the letter, in Python's types", () => {
  it(
    'has a type for every group, and takes nearly every valid instance',
    () =>
      withUnpacked('codegen/json-schema-test-suite.tgz', async (root) => {
        const verdicts = await PYTHON.judge(suiteCases(`${root}/jsts`, '2020-12', 'draft2020-12'), { mode: 'strict' });
        const totals = totalsOf(verdicts);
        expect(totals.cases).toBeGreaterThan(250);
        expect(totals.refused).toEqual([]);
        expect(totals.typeErrors).toEqual([]);
        expect(totals.accepted / totals.valid).toBeGreaterThanOrEqual(0.995);
      }),
    240_000,
  );
});
