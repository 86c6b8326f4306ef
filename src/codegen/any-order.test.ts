import { describe, expect, it } from 'vitest';
import { ODD_CONTRACT } from '../../testing/odd-schemas.ts';
import type { Contract } from '../contract/model.ts';
import { permuteContract, reversed, shuffledBy } from '../contract/permute.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { generateClient } from './index.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';

/** The same JSON with the members of every object, of data too, the other way round. */
function membersReversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(membersReversed);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, membersReversed(member)]),
  );
}

const WRITTEN = JSON.parse(JSON.stringify(ODD_CONTRACT)) as JsonObject;
/** The contract with its members, and with its targets and sets, the other way round, and in no order at all. */
const OTHERWISE: readonly JsonValue[] = [
  membersReversed(WRITTEN),
  permuteContract(WRITTEN, reversed),
  membersReversed(permuteContract(WRITTEN, shuffledBy(7))),
];

const PACKAGE = { name: '@odd/client', version: '1.0.0', changelog: '', contract: '{}\n' };
const CLIENTS: readonly (readonly [string, ClientLanguage['id'], ClientOptions])[] = [
  ['files in TypeScript', 'typescript', {}],
  ['a package in TypeScript with validators', 'typescript', { validators: true, package: PACKAGE }],
  ["palette's file in TypeScript", 'typescript', { palette: true }],
  ['Python', 'python', {}],
  ['a project in Python', 'python', { package: PACKAGE }],
  ['models in Python', 'python', { pyModels: 'pydantic' }],
  ["palette's file in Python", 'python', { palette: true }],
];

describe('a client is the same in whatever order its contract is written:', () => {
  it.each(CLIENTS)('%s', async (_, language, options) => {
    const expected = await generateClient(ODD_CONTRACT, language, options);
    // Validators take a while; the last order has all that the others have.
    for (const contract of options.validators ? OTHERWISE.slice(-1) : OTHERWISE) {
      const found = await generateClient(contract as unknown as Contract, language, options);
      expect([...found]).toEqual([...expected]);
    }
  });
});
