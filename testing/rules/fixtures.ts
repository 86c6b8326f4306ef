import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../../src/model/json/parse.ts';
import { isJsonObject, type JsonObject } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

const folder = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url));

/** One fixture of a rule. */
export interface RuleFixture {
  readonly ruleId: string;
  readonly kind: 'fails' | 'passes';
  /** Shown in test names: `compat/api-metadata-missing/fails.json`. */
  readonly name: string;
  readonly json: JsonObject;
  /** Exactly the rules that find something, each with its severities as `default/strict`; several as `error warning/error`. */
  readonly expected: Readonly<Record<string, string>>;
}

/** All fixtures of an area: a pair for each rule, and further cases beside it. */
export function ruleFixtures(area: string): RuleFixture[] {
  const areaFolder = `${folder}${area}`;
  if (!existsSync(areaFolder)) return [];
  return readdirSync(areaFolder)
    .sort()
    .flatMap((rule) =>
      readdirSync(`${areaFolder}/${rule}`)
        .sort()
        .map((file) => readFixture(`${area}/${rule}`, file)),
    );
}

/** Areas that have fixtures. */
export function fixtureAreas(): string[] {
  return readdirSync(folder).sort();
}

function readFixture(ruleId: string, file: string): RuleFixture {
  const name = `${ruleId}/${file}`;
  const kind = /^(fails|passes)(?:-[a-z-]+)?\.json$/.exec(file)?.[1];
  if (kind !== 'fails' && kind !== 'passes')
    throw new Error(`fixtures/rules/${name}: expected fails.json, passes.json or one more case as fails-<case>.json`);
  const json = parseJson(readFileSync(`${folder}${name}`), { path: `fixtures/rules/${name}` }).value;
  if (!isJsonObject(json) || !isJsonObject(json.expected))
    throw new Error(`${name}: expected an object with "expected"`);
  const fields = new Fields(json.expected, Object.keys(json.expected));
  const expected = Object.fromEntries(Object.keys(json.expected).map((id) => [id, fields.text(id, '')]));
  return { ruleId, kind, name, json, expected };
}
