// A bundle beside the crypta catalog that lists its release before: what that says counts only as far as it is signed.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOG, catalogDesk, SIGNATURE, testKey, trustedKeys } from '../../../testing/signed-catalog.ts';

const desk = catalogDesk();
afterAll(() => desk.remove());
const file = (name: string): string => join(desk.path, name);
let published = '';
let signature = '';

beforeAll(async () => {
  desk.offer('reader');
  await desk.publish('reader');
  published = readFileSync(file(CATALOG), 'utf8');
  signature = readFileSync(file(SIGNATURE), 'utf8');
  // The next release asks for more, and counts up by too little.
  desk.offer('reader', ['app.version=1.0.1', 'app.permissions=queue.read,queue.write']);
  desk.write('catalog-keys.properties', trustedKeys(desk.key));
});

beforeEach(() => {
  writeFileSync(file(CATALOG), published);
  writeFileSync(file(SIGNATURE), signature);
});

interface Answer {
  readonly exit: number;
  readonly bump?: unknown;
  readonly findings?: string[];
  readonly code?: string;
}

async function compare(flags: string): Promise<Answer> {
  const run = await desk.assay(`bundle verify --bundle dist/reader-1.0.0.zip --previous ${CATALOG} --json ${flags}`);
  const { checks = [], findings = [], error } = JSON.parse(run.stdout);
  if (error !== undefined) return { exit: run.exit, code: error.code };
  const { status, summary } = checks.find(({ id }: { readonly id: string }) => id === 'version.bump') ?? {};
  const rules = findings.map(({ ruleId }: { readonly ruleId: string }) => ruleId);
  const about = rules.filter((rule: string) => /bundle\/(?:version-re|bump-|permission-a)/.test(rule)).sort();
  return { exit: run.exit, bump: [status, summary], findings: about };
}

/** The published catalog as somebody would have it who wants to hide what is new. */
function forge(): void {
  writeFileSync(
    file(CATALOG),
    published
      .replace(/(permissions)=queue\.read$/m, '$1=queue.read,queue.write')
      .replace(/[0-9a-f]{64}/, '0'.repeat(64)),
  );
}

const WIDENED = ['bundle/bump-too-small', 'bundle/permission-added'];

describe('--previous with a catalog', () => {
  it('finds what is new, signed or not', async () => {
    expect((await compare('--catalog-keys catalog-keys.properties')).findings).toEqual(WIDENED);
    expect((await compare('')).findings).toEqual(WIDENED);
  });

  it('never passes by a catalog whose signature nobody checked', async () => {
    forge();
    expect(await compare('')).toMatchObject({
      findings: [],
      bump: ['not-evaluated', expect.stringContaining('whose signature was not checked: give --catalog-keys <file>')],
    });
  });

  it('passes by one that is signed', async () => {
    desk.offer('reader', ['app.version=1.1.0']);
    expect(await compare('--catalog-keys catalog-keys.properties')).toMatchObject({
      bump: ['pass', expect.anything()],
    });
    desk.offer('reader', ['app.version=1.0.1', 'app.permissions=queue.read,queue.write']);
  });

  it.each<[string, () => void, string]>([
    ['was tampered with', forge, 'sig-invalid'],
    ['is not signed', () => rmSync(file(SIGNATURE)), 'catalog-signature-missing'],
    [
      'is signed by another key',
      () => desk.write('catalog-keys.properties', trustedKeys({ ...testKey('x'), id: desk.key.id })),
      'sig-invalid',
    ],
    [
      'is signed by a key that was revoked',
      () => desk.write('catalog-keys.properties', trustedKeys({ ...desk.key, life: { status: 'revoked' } })),
      'sig-key-not-authorized',
    ],
  ])('is refused where it %s', async (_, act, code) => {
    act();
    expect(await compare('--catalog-keys catalog-keys.properties')).toEqual({ exit: 4, code });
    desk.write('catalog-keys.properties', trustedKeys(desk.key));
  });

  it('opens what a key signed that is retired now', async () => {
    desk.write('catalog-keys.properties', trustedKeys({ ...desk.key, life: { status: 'retired' } }));
    expect((await compare('--catalog-keys catalog-keys.properties')).findings).toEqual(WIDENED);
    desk.write('catalog-keys.properties', trustedKeys(desk.key));
  });

  it('takes no key that also signs apps', async () => {
    expect(await compare('--catalog-keys catalog-keys.properties --trusted-keys trusted.properties')).toEqual({
      exit: 4,
      code: 'key-reuse',
    });
  });

  it('has no use for keys of a catalog where there is none', async () => {
    const line = 'bundle verify --bundle dist/reader-1.0.0.zip --catalog-keys catalog-keys.properties --json';
    for (const previous of ['', ' --previous dist/reader-1.0.0.zip']) {
      const run = await desk.assay(line + previous);
      expect([run.exit, JSON.parse(run.stdout).error.code]).toEqual([2, 'catalog-keys-unused']);
    }
  });
});

describe('--previous with a bundle', () => {
  it('compares with what that file is, and judges nothing by a folder that is none', async () => {
    const line = 'bundle verify --bundle dist/reader-1.0.0.zip --json --previous';
    const same = await desk.assay(`${line} dist/reader-1.0.0.zip`);
    const { checks } = JSON.parse(same.stdout);
    expect(checks.find(({ id }: { readonly id: string }) => id === 'version.bump')).toMatchObject({ status: 'pass' });
    const below = await desk.assay(`${line} dist/reader-1.0.0.zip/reader.zip`);
    expect([below.exit, JSON.parse(below.stdout).error.code]).toEqual([3, 'input-unreadable']);
  });
});
