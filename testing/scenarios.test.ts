import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../src/model/errors.ts';
import { runTranscript } from './run-transcript.ts';
import { parseTranscript, writeTranscript } from './transcript.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const scenarios = at('../fixtures/scenarios');
const src = at('../src');
const names = readdirSync(scenarios, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const textOf = (name: string): string => readFileSync(`${scenarios}/${name}/transcript`, 'utf8');

describe('scenarios', () => {
  it.each(names)('%s', async (name) => {
    const written = textOf(name);
    const seen = writeTranscript(await runTranscript(parseTranscript(written)));
    if (process.env.ASSAY_UPDATE === '1' && seen !== written) writeFileSync(`${scenarios}/${name}/transcript`, seen);
    else expect(seen).toBe(written);
  });
});

/** Exit codes and error codes that no transcript shows: the test that shows each instead, a colon, and the reason. */
const notShown: { readonly exits: Record<string, string>; readonly codes: Record<string, string> } = JSON.parse(
  readFileSync(`${scenarios}/not-shown.json`, 'utf8'),
);
const everything = names.map(textOf).join('');

describe('what the scenarios show', () => {
  it('is every exit code', () => {
    const missing = Object.values(EXIT)
      .map(String)
      .filter((exit) => !new RegExp(`^= ${exit}$`, 'm').test(everything));
    expect(missing.sort()).toEqual(Object.keys(notShown.exits).sort());
  });

  it('is every error code of the sources', () => {
    const shown = new Set([...everything.matchAll(/^> +"code": "([a-z0-9-]+)"/gm)].map(([, code]) => code));
    const missing = errorCodes().filter((code) => !shown.has(code));
    expect(missing).toEqual(Object.keys(notShown.codes).sort());
  });

  it('leaves out only what a test shows, and says why', () => {
    for (const [code, entry] of [...Object.entries(notShown.exits), ...Object.entries(notShown.codes)]) {
      const [, file = '', reason = ''] = /^(\S+\.test\.ts): (.+)$/.exec(entry) ?? [];
      expect(reason.length, code).toBeGreaterThan(20);
      const shows = Number.isNaN(Number(code)) ? code : exitName(Number(code));
      expect(readFileSync(at(`../${file}`), 'utf8'), `${code} in ${file}`).toContain(shows);
    }
  });
});

function exitName(exit: number): string {
  return `EXIT.${Object.entries(EXIT).find(([, code]) => code === exit)?.[0]}`;
}

/** Codes as they stand in the sources: the first argument of a function named ...Error or fail, or a member `code`. */
function errorCodes(): string[] {
  const codes = new Set<string>();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('generated')) continue;
    const text = readFileSync(`${src}/${file}`, 'utf8');
    for (const [, called, member] of text.matchAll(
      /(?:[a-z]*[eE]rror|fail)\(\s*'([a-z0-9]+(?:-[a-z0-9]+)+)'|\bcode: '([a-z0-9]+(?:-[a-z0-9]+)+)'/g,
    ))
      codes.add(called ?? member ?? '');
  }
  return [...codes].sort();
}
