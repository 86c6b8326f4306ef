// What the documents say of the gate is what it does.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { outcomeOf } from '../src/decide/decision-table.ts';
import { GATE_RULES } from '../src/decide/rules.ts';
import { STATES } from '../src/decide/states.ts';
import validatePolicy from '../src/formats/generated/validators/policy.js';
import validateWaiver from '../src/formats/generated/validators/waiver.js';
import { parseDocument } from '../src/formats/parse-document.ts';
import { REPORT_FORMATS } from '../src/model/report-formats.ts';
import { digest } from './gate-fixtures.ts';

const page = (name: string): string => readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8');
const code = (text: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1] ?? '';

test('the decision table', () => {
  const rows = [...page('certify.md').matchAll(/^\| ([a-z, -]+) \| (.+) \| (.+) \| (\w+) \| (\w+) \|$/gm)]
    .map(([, states = '', ...outcomes]) => ({ states: states.split(', '), outcomes }))
    .filter(({ states }) => STATES.some((state) => states.includes(state)));
  expect(rows.flatMap(({ states }) => states).sort()).toEqual([...STATES].sort());
  for (const state of STATES) {
    const [required = '', waived = '', recommended, optional] =
      rows.find(({ states }) => states.includes(state))?.outcomes ?? [];
    const outcome = (
      level: 'required' | 'recommended' | 'optional',
      validWaiver: boolean,
      warnBlocks: boolean,
    ): string => outcomeOf(state, level, { validWaiver, waivable: 'single', warnBlocks, accepted: false });
    const either = (validWaiver: boolean): string => {
      const [plain, blocking] = [outcome('required', validWaiver, false), outcome('required', validWaiver, true)];
      return plain === blocking ? plain : `${plain}; ${blocking} with \`warnBlocks\``;
    };
    expect([
      state,
      either(false),
      either(true),
      outcome('recommended', false, true),
      outcome('optional', false, true),
    ]).toEqual([state, required, waived, recommended, optional]);
  }
});

test('the policy and the waiver that they show are valid', async () => {
  const policy = await parseDocument(Buffer.from(code(page('certify.md'), 'yaml')), { path: 'policy.yaml' });
  expect(validatePolicy(policy.value), JSON.stringify(validatePolicy.errors)).toBe(true);
  let count = 0;
  const waiver: unknown = JSON.parse(
    code(page('release-managers.md'), 'json').replace(/sha256:…/g, () => {
      count += 1;
      return digest(String(count));
    }),
  );
  expect(validateWaiver(waiver), JSON.stringify(validateWaiver.errors)).toBe(true);
});

test('every rule that they name is there', () => {
  const named = [...page('certify.md').matchAll(/`((?:accepted|evidence|previous|rule-set|waiver)\/[a-z-]+)`/g)].map(
    ([, id]) => id,
  );
  expect(named.length).toBeGreaterThan(3);
  for (const id of named) expect(GATE_RULES.map((rule) => rule.id)).toContain(id);
  const states = [...page('release-managers.md').matchAll(/^\| ([a-z, -]+) \| .+ \|$/gm)].flatMap(([, cell = '']) =>
    cell.split(', '),
  );
  const known = GATE_RULES.map(({ id }) => id);
  for (const state of states.filter((one) => one !== 'state')) expect(known).toContain(`waiver/${state}`);
});

test('what they say of accepted findings', async () => {
  const text = page('accepted-findings.md');
  const { value } = await parseDocument(Buffer.from(code(text, 'yaml')), { path: 'policy.yaml' });
  const policy = await parseDocument(Buffer.from(code(page('certify.md'), 'yaml')), { path: 'policy.yaml' });
  expect(validatePolicy({ ...JSON.parse(JSON.stringify(policy.value)), ...JSON.parse(JSON.stringify(value)) })).toBe(
    true,
  );
  const known = GATE_RULES.map(({ id }) => id);
  for (const [, id] of text.matchAll(/`((?:accepted|previous)\/[a-z-]+)`/g)) expect(known).toContain(id);
  const states = [...text.matchAll(/^\| ([a-z, -]+) \| .+ \|$/gm)]
    .flatMap(([, cell = '']) => cell.split(', '))
    .filter((state) => !['state', 'format', 'member'].includes(state));
  const said = known.filter((id) => id.startsWith('accepted/')).map((id) => id.slice('accepted/'.length));
  expect([...states, 'vanished', 'expiring'].sort()).toEqual(said.sort());
  const formats = [...text.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
  );
  for (const format of REPORT_FORMATS) expect(formats).toContain(format);
});
