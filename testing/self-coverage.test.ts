// The gate covers itself: every requirement is in the matrix, and every rule is asked by some requirement, or it is
// written here who asks it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RUNNERS } from '../src/certify/runners/index.ts';
import { ALL_RULES } from '../src/check/rules/index.ts';
import { LINT_RULES } from '../src/check/rules/lint.ts';
import { GATE_RULES } from '../src/decide/rules.ts';
import validatePolicy from '../src/formats/generated/validators/policy.js';
import { parseDocument } from '../src/formats/parse-document.ts';

const file = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

/** Areas that no runner asks about, with what asks: its result enters a gate as evidence. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  broker:
    '`services check` and `services plan`, where an app and its broker are: their exit code is evidence of an exec requirement',
  bundle:
    '`bundle verify`, over archives before they are listed; entries are compared with their bundles by catalog.entries',
  catalog: '`catalog diff`, over a new catalog and the published one',
  trust: '`keys inspect` and `catalog verify`, over keys and lists of trusted keys',
};
/** Single rules, with the reason. */
const SINGLE: Readonly<Record<string, string>> = {
  'contract/version-bump-too-small': '`api diff --check-version`: the gate has no version that somebody declared',
};

test('every rule is asked by a requirement, or somewhere that is named', () => {
  const asked = new Set([...GATE_RULES, ...RUNNERS.flatMap(({ rules }) => rules)].map(({ id }) => id));
  const advice = new Set(LINT_RULES.map(({ id }) => id));
  const left = ALL_RULES.map(({ id }) => id).filter((id) => !asked.has(id) && !advice.has(id));
  const unnamed = left.filter((id) => !Object.hasOwn(ELSEWHERE, id.split('/')[0] ?? '') && !Object.hasOwn(SINGLE, id));
  expect(unnamed).toEqual([]);
  for (const id of Object.keys(SINGLE)) expect(left, id).toContain(id);
  for (const area of Object.keys(ELSEWHERE))
    expect(
      left.some((id) => id.startsWith(`${area}/`)),
      area,
    ).toBe(true);
});

test('every runner is named by the format of policies, and the other way round', () => {
  const schema = JSON.parse(file('contracts/schemas/policy/v1.schema.json'));
  const names: string[] = schema.$defs.Requirement.properties.run.enum;
  expect([...names].sort()).toEqual([...RUNNERS.map(({ name }) => name), 'evidence', 'exec'].sort());
});

test('every requirement of the example policy is in the matrix, with a unit where the mode asks for it', async () => {
  const { value } = await parseDocument(Buffer.from(file('contracts/hearth/policy.yaml')), { path: 'policy.yaml' });
  expect(validatePolicy(value)).toBe(true);
  const policy = JSON.parse(JSON.stringify(value));
  const certification = JSON.parse(file('reports/certification.json'));
  const ids = (list: { id: string }[]): string[] => list.map(({ id }) => id);
  expect(ids(certification.requirements)).toEqual(ids(policy.requirements));
  for (const { id, level, units } of certification.requirements) expect(units.length > 0, id).toBe(level !== 'off');
  // Reports show every requirement, whatever became of it.
  for (const id of ids(policy.requirements)) {
    expect(file('reports/certification.txt')).toContain(id);
    expect(file('reports/certification.md')).toContain(id);
  }
});
