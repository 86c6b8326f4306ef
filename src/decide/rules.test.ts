import { expect, test } from 'vitest';
import { ALL_RULES } from '../check/rules/index.ts';
import { GATE_RULES } from './rules.ts';
import { WAIVER_RULES } from './waiver-rules.ts';

test('no id is there twice, here or among the rules of the engine', () => {
  const ids = [...ALL_RULES, ...GATE_RULES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(GATE_RULES.map((rule) => [rule.id, rule] as const))('%s is documented', (_, rule) => {
  expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(rule.summary, 'one line, no sentence').toMatch(/^[^A-Z\n][^\n]{10,110}[^.\n]$/);
  expect(rule.help, 'sentences that say what to do').toMatch(/^[A-Z][^\n]{10,}\.$/);
  expect(rule.example.passes).not.toBe(rule.example.fails);
});

test('each state of a waiver has the rule of its name', () => {
  for (const [name, { id }] of Object.entries(WAIVER_RULES)) expect(id).toBe(`waiver/${name}`);
});
