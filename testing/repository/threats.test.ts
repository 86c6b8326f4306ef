// That the rows of the threat table leave out no rule; the tests beside this one attack.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { REPOSITORY_RULES } from '../../src/check/rules/repository/index.ts';
import './threats/files.ts';
import './threats/form.ts';
import './threats/keys.ts';
import { cases, shell } from './threats/table.ts';
import './threats/time.ts';

afterAll(() => shell.remove());

describe('the threat table', () => {
  it('has an attack for every rule', () => {
    const met = new Set(cases.map(({ rule }) => `repository/${rule}`));
    expect(REPOSITORY_RULES.map(({ id }) => id).filter((id) => !met.has(id))).toEqual(['repository/threshold-low']);
  });

  it('stands in the threat model, rule by rule', () => {
    const page = readFileSync(new URL('../../THREAT_MODEL.md', import.meta.url), 'utf8');
    const [, section = ''] = page.split('\n## Attacks on signed repositories\n');
    const listed = [...(section.split('\n## ')[0]?.matchAll(/`([a-z0-9-]+)`/g) ?? [])].map(([, name]) => name);
    for (const { rule } of cases) expect(listed, rule).toContain(rule);
  });
});
