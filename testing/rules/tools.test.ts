import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('docs/rules.md', () => {
  it('says what the rule files say', () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/generate-rules-reference.mjs', '--check'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toContain('docs/rules.md is fresh');
    expect(status).toBe(0);
  });
});

describe('npm run new:rule', () => {
  let project: string;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'assay-new-rule-'));
    for (const path of [
      'tools/new-rule.mjs',
      'src/check/rules/compat',
      'src/check/rules/sdk/index.ts',
      'src/check/rules/event/index.ts',
    ]) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      cpSync(join(root, path), join(project, path), { recursive: true });
    }
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  const newRule = (id: string, ...flags: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [join(project, 'tools/new-rule.mjs'), id, ...flags], {
      encoding: 'utf8',
    });
    return { status, stderr };
  };
  const text = (path: string): string => readFileSync(join(project, path), 'utf8');

  it('makes the rule, its lines in the index in order, and its fixtures', () => {
    expect(newRule('compat/below-something-new')).toMatchObject({ status: 0 });
    expect(text('src/check/rules/compat/below-something-new.ts')).toContain("id: 'compat/below-something-new'");
    const index = text('src/check/rules/compat/index.ts').split('\n');
    const added = index.filter((line) => line.includes('belowSomethingNew'));
    expect(added).toEqual(["import belowSomethingNew from './below-something-new.ts';", '  belowSomethingNew,']);
    for (const list of [
      index.filter((line) => line.startsWith('import ') && line.includes("from './")),
      index.filter((line) => /^ {2}\w+,$/.test(line)),
    ])
      expect(list.findIndex((line) => line.includes('belowSomethingNew'))).toBe(
        list.findIndex((line) => line.includes('capabilityUnreachable')) - 1,
      );
    expect(JSON.parse(text('fixtures/rules/compat/below-something-new/fails.json'))).toEqual({
      expected: { 'compat/below-something-new': 'error/error' },
    });
    expect(JSON.parse(text('fixtures/rules/compat/below-something-new/passes.json'))).toEqual({ expected: {} });
  });

  it('adds to a list that is written on one line', () => {
    expect(newRule('sdk/another-rule')).toMatchObject({ status: 0 });
    expect(text('src/check/rules/sdk/index.ts')).toContain('= [\n  anotherRule,\n  clientDrift,\n];');
  });

  it('makes a rule over two contracts', () => {
    expect(newRule('event/lost', '--diff')).toMatchObject({ status: 0 });
    expect(text('src/check/rules/event/lost.ts')).toContain("defineDiffRule({\n  id: 'event/lost'");
    expect(text('src/check/rules/event/index.ts')).toMatch(/import lost from '\.\/lost\.ts';[\s\S]*\n {2}lost,\n/);
    expect(JSON.parse(text('fixtures/rules/event/lost/fails.json'))).toEqual({
      baseline: {},
      current: {},
      expected: { 'event/lost': 'error/error' },
    });
  });

  it('adds to the list of the kind that is asked for', () => {
    expect(newRule('sdk/another-diff', '--diff')).toMatchObject({ status: 0 });
    const index = text('src/check/rules/sdk/index.ts');
    expect(index.indexOf('\n  anotherDiff,')).toBeGreaterThan(index.indexOf('DiffRule[] = ['));
  });

  it.each([
    ['event/lost', 'has no list of Rule<Input>'],
    ['compat/deprecated-capability', 'exists already'],
    ['Compat/Rule', 'is no rule id'],
    ['compat/../../escape', 'is no rule id'],
    ['planet/orbit', 'there is no src/check/rules/planet/index.ts'],
  ])('refuses %s and writes nothing', (id, message) => {
    const before = text('src/check/rules/compat/index.ts');
    const { status, stderr } = newRule(id);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(text('src/check/rules/compat/index.ts')).toBe(before);
    expect(existsSync(join(project, 'fixtures'))).toBe(false);
  });
});
