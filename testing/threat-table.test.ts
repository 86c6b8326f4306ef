// Every numbered attack of THREAT_MODEL.md is a test that says its number, and no test has a number that stands for nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ATTACKS = Array.from({ length: 45 }, (_, index) => `T${index + 1}`);

/** Numbers at the beginning of a title, a row of a table of tests or of the attacks' own files: 'T5: …', 'T16, T45'. */
function numbersIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/['"`]((?:T[1-9]\d?(?:, )?)+)(?=[:'"` ])/g)].flatMap(
    ([, numbers = '']) => numbers.match(/T\d+/g) ?? [],
  );
}

function tests(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && (name.endsWith('.test.ts') || folder === 'testing'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name !== 'testing/threat-table.test.ts');
}

/** Numbers at the beginning of the rows of the document's tables. */
function listed(): string[] {
  const page = readFileSync(join(ROOT, 'THREAT_MODEL.md'), 'utf8');
  return [...page.matchAll(/^\| ((?:T\d+(?:, )?)+) /gm)].flatMap(([, numbers = '']) => numbers.match(/T\d+/g) ?? []);
}

const tested = new Set([...tests('src'), ...tests('testing')].flatMap(numbersIn));

describe('the numbered attacks', () => {
  it.each(ATTACKS)('%s has a test and stands in the threat model', (attack) => {
    expect(tested).toContain(attack);
    expect(listed()).toContain(attack);
  });

  it('are all that tests and threat model name', () => {
    const known = new Set(ATTACKS);
    expect([...tested, ...listed()].filter((attack) => !known.has(attack))).toEqual([]);
  });
});
