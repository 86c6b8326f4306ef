import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseJson } from '../../src/model/json/parse.ts';
import { isJsonObject, type JsonObject } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

const folder = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url));

/** One file of a rule's fixture pair. */
export interface RuleFixture {
  readonly ruleId: string;
  readonly kind: 'fails' | 'passes';
  /** Shown in test names: `compat/api-metadata-missing/fails.json`. */
  readonly name: string;
  readonly json: JsonObject;
  /** Exactly the rules that find something, each with its severities as `default/strict`. */
  readonly expected: Readonly<Record<string, string>>;
}

/** All fixture pairs of an area; a file that is no part of a pair is a mistake. */
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
  const kind = file === 'fails.json' ? 'fails' : file === 'passes.json' ? 'passes' : undefined;
  if (kind === undefined) throw new Error(`fixtures/rules/${name}: expected fails.json or passes.json`);
  const json = parseJson(readFileSync(`${folder}${name}`), { path: `fixtures/rules/${name}` }).value;
  if (!isJsonObject(json) || !isJsonObject(json.expected))
    throw new Error(`${name}: expected an object with "expected"`);
  const fields = new Fields(json.expected, Object.keys(json.expected));
  const expected = Object.fromEntries(Object.keys(json.expected).map((id) => [id, fields.text(id, '')]));
  return { ruleId, kind, name, json, expected };
}
