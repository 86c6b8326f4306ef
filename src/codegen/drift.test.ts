import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import type { Contract, Service } from '../contract/model.ts';
import { clientDrift, LOCK_FILE } from './drift.ts';
import { generateTypeScript as generateAll } from './index.ts';
import { readClientFolder } from './read-client.ts';
import { writeClient } from './write-client.ts';

const event = (name: string, type = 'string') => ({
  name,
  stability: 'stable' as const,
  sinceContractVersion: 1,
  description: 'Something happened.',
  payload: { type: 'object', properties: { a: { type } } },
});

function contract(events: readonly ReturnType<typeof event>[], ...more: readonly Service[]): Contract {
  return {
    apiVersion: 'v1',
    contractVersion: 1,
    generatedBy: 'test',
    stabilityPolicy: 'test',
    capabilities: [],
    endpoints: [],
    services: [{ namespace: 'hr/v1', description: 'People.', events: [...events] }, ...more],
  };
}

const BEFORE = contract([event('joined'), event('left'), event('moved')]);
const AFTER = contract([event('joined'), event('moved', 'number'), event('renamed')]);

/** The client without what every client has alike. */
async function generateTypeScript(source: Contract): Promise<Map<string, string>> {
  return new Map([...(await generateAll(source))].filter(([name]) => !name.startsWith('runtime/')));
}

describe('clientDrift', () => {
  it('finds nothing where the folder is what the contract gives', async () => {
    const files = await generateTypeScript(BEFORE);
    expect(clientDrift(files, files)).toEqual([]);
  });

  it('says which targets a stale file lacks, gone and differs in', async () => {
    const [file, index] = clientDrift(await generateTypeScript(AFTER), await generateTypeScript(BEFORE));
    expect(file).toMatchObject({
      file: 'hr.v1.ts',
      state: 'stale',
      summary: 'new hr/v1#renamed; gone hr/v1#left; changed hr/v1#moved',
    });
    expect(index).toMatchObject({ file: 'index.ts', summary: 'new hr/v1#renamed; gone hr/v1#left' });
  });

  it('says when nothing differs but the contract that it was generated from', async () => {
    const grown = { ...BEFORE, contractVersion: 2 };
    expect(clientDrift(await generateTypeScript(grown), await generateTypeScript(BEFORE))).toMatchObject([
      { file: 'index.ts', state: 'stale', summary: 'no target differs, it was generated from another contract' },
    ]);
  });

  it.each([
    [
      'an edit outside of every target',
      (text: string) => text.replace('Do not edit', 'Do edit'),
      'it was edited by hand',
    ],
    [
      'another generator',
      (text: string) => text.replace(/client \d+,/, 'client 0,'),
      'another version of the generator wrote it',
    ],
    ['an edited target', (text: string) => text.replace('a?: string', 'a?: any'), 'changed hr/v1#joined'],
    ['windows line ends', (text: string) => text.replaceAll('\n', '\r\n'), 'its lines end with CRLF, expected LF'],
    ['a lost header', (text: string) => text.slice(text.indexOf('\n')), 'assay did not write it'],
    ['an empty file', () => '', 'assay did not write it'],
  ])('says of %s what it is', async (_, edit, summary) => {
    const expected = await generateTypeScript(BEFORE);
    const actual = new Map(expected).set('hr.v1.ts', edit(expected.get('hr.v1.ts') ?? ''));
    const [drift, ...more] = clientDrift(expected, actual);
    expect(drift?.state).toBe('stale');
    expect(drift?.summary).toContain(summary);
    expect(more).toEqual([]);
  });

  it('lists what is missing and what does not belong there', async () => {
    const expected = await generateTypeScript(BEFORE);
    const actual = new Map<string, string | undefined>([
      ['hr.v1.ts', expected.get('hr.v1.ts')],
      ['hr.v0.ts', expected.get('hr.v1.ts')],
      ['mine.ts', 'export {};'],
      ['sub/', undefined],
    ]);
    expect(clientDrift(expected, actual)).toMatchObject([
      { file: 'hr.v0.ts', state: 'extra', summary: 'the contract has no such namespace any more', expected: null },
      { file: 'index.ts', state: 'missing', summary: 'new hr/v1#joined, hr/v1#left, hr/v1#moved', actual: null },
      { file: 'mine.ts', state: 'extra', summary: 'assay did not write it' },
      { file: 'sub/', state: 'extra', summary: 'assay did not write it', actual: null },
    ]);
  });
});

describe("a client's folder", () => {
  let folder = '';
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'assay-client-')), 'out');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  async function generate(source: Contract) {
    const expected = await generateTypeScript(source);
    const found = readClientFolder(folder, 'out');
    return writeClient(folder, 'out', expected, { drift: clientDrift(expected, found), found });
  }

  it('is made, and left alone when nothing changed', async () => {
    expect(await generate(BEFORE)).toEqual({ written: ['hr.v1.ts', 'index.ts'], removed: [], left: [] });
    const made = statSync(join(folder, 'index.ts'), { bigint: true });
    expect(await generate(BEFORE)).toEqual({ written: [], removed: [], left: [] });
    const left = statSync(join(folder, 'index.ts'), { bigint: true });
    expect([left.mtimeNs, left.ino]).toEqual([made.mtimeNs, made.ino]);
  });

  it('gets only the files that changed, and loses those of namespaces that are gone', async () => {
    const gone: Service = { namespace: 'org/v1', description: 'Gone.', events: [event('x')] };
    await generate(contract([event('joined')], gone));
    expect(await generate(contract([event('joined')]))).toEqual({
      written: ['index.ts'],
      removed: ['org.v1.ts'],
      left: [],
    });
    expect(readdirSync(folder).sort()).toEqual(['hr.v1.ts', 'index.ts']);
  });

  it("keeps somebody else's files and says so", async () => {
    await generate(BEFORE);
    writeFileSync(join(folder, 'mine.ts'), 'export {};\n');
    writeFileSync(join(folder, 'bytes.ts'), new Uint8Array([0xff, 0xfe]));
    writeFileSync(join(folder, '.gitattributes'), '* linguist-generated\n');
    mkdirSync(join(folder, 'sub'));
    const { left } = await generate(BEFORE);
    expect(left.map(({ file }) => file)).toEqual(['bytes.ts', 'mine.ts', 'sub/']);
    expect(readFileSync(join(folder, 'mine.ts'), 'utf8')).toBe('export {};\n');
  });

  it("refuses a folder where somebody else's file is in the way, and writes nothing", async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.ts'), 'export const mine = 1;\n');
    const expected = new Map([...(await generateTypeScript(BEFORE)), [LOCK_FILE, '{}\n']]);
    const found = readClientFolder(folder, 'out');
    const write = () => writeClient(folder, 'out', expected, { drift: clientDrift(expected, found), found });
    expect(codeOf(write)).toBe('client-folder-taken/2');
    expect(readdirSync(folder)).toEqual(['index.ts']);
    expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toBe('export const mine = 1;\n');
  });

  it('takes nothing away from a client within it', async () => {
    await generate(BEFORE);
    mkdirSync(join(folder, 'inner'));
    copyFileSync(join(folder, 'index.ts'), join(folder, 'inner/index.ts'));
    writeFileSync(join(folder, 'inner', LOCK_FILE), '{\n  "kind": "assay.codegen-lock",\n');
    const inner = readdirSync(join(folder, 'inner'));
    expect(await generate(BEFORE)).toMatchObject({ removed: [], left: [{ file: 'inner/', state: 'extra' }] });
    expect(readdirSync(join(folder, 'inner'))).toEqual(inner);
  });

  it('does not write through a link', async () => {
    await generate(BEFORE);
    const outside = join(folder, '../outside.ts');
    writeFileSync(outside, 'kept');
    rmSync(join(folder, 'index.ts'));
    symlinkSync(outside, join(folder, 'index.ts'));
    expect((await generate(BEFORE)).written).toEqual(['index.ts']);
    expect(readFileSync(outside, 'utf8')).toBe('kept');
  });

  it('does not write through a linked folder', async () => {
    const outside = join(folder, '../outside');
    mkdirSync(outside);
    mkdirSync(folder);
    symlinkSync(outside, join(folder, 'runtime'));
    const expected = new Map([['runtime/client.ts', 'export {};\n']]);
    const found = readClientFolder(folder, 'out');
    const write = () => writeClient(folder, 'out', expected, { drift: clientDrift(expected, found), found });
    expect(codeOf(write)).toBe('client-folder-taken/2');
    expect(readdirSync(outside)).toEqual([]);
  });

  it('is an error where it is a file', async () => {
    writeFileSync(folder, '');
    expect(() => readClientFolder(folder, 'out')).toThrowError(
      "out can't be read: a part of the path is not a directory",
    );
  });
});
