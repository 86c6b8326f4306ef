import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import type { Bundle, BundleFile } from '../bundle/model.ts';
import { AssayError } from '../model/errors.ts';
import { readCryptaManifest, readManifest, readManifestFile } from './read-manifest.ts';

function bundle(files: Record<string, string>, packing: Bundle['packing'] = 'directory'): Bundle {
  const entries = Object.entries(files).map(([path, text]): [string, BundleFile] => {
    const content = Buffer.from(text);
    return [path, { path, size: content.length, executable: false, read: () => content }];
  });
  return { packing, path: 'apps/hello', files: new Map(entries) };
}

describe('readManifest', () => {
  it('reads the manifest at the root', () => {
    const loaded = readManifest(
      bundle({ 'cryptad-app.properties': 'app.id=a', 'x/cryptad-app.properties': 'app.id=b' }),
    );
    expect(loaded.app.id).toBe('a');
    expect(loaded.app.locate('app.id')).toEqual({ path: 'apps/hello/cryptad-app.properties', line: 1, column: 1 });
  });

  it('takes the template only where there is no manifest', () => {
    const template = { 'cryptad-app.properties.template': 'app.id=t' };
    expect(readCryptaManifest(bundle(template)).id).toBe('t');
    expect(readCryptaManifest(bundle({ ...template, 'cryptad-app.properties': 'app.id=a' })).id).toBe('a');
  });

  it('shows a file in an archive as one', () => {
    const loaded = readCryptaManifest(bundle({ 'cryptad-app.properties': 'app.id=a' }, 'zip'));
    expect(loaded.path).toBe('apps/hello!/cryptad-app.properties');
  });

  it('says what it looked for', () => {
    expect.assertions(1);
    try {
      readManifest(bundle({ 'Cryptad-App.properties': '' }));
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      expect([error.exitCode, error.code, error.message]).toEqual([
        3,
        'manifest-missing',
        'apps/hello has no manifest: looked for cryptad-app.properties, cryptad-app.properties.template, palette-plugin.json, assay-manifest.json',
      ]);
    }
  });

  it('refuses a member over the limit before reading it', () => {
    const huge: BundleFile = {
      path: 'cryptad-app.properties',
      size: 128 * 1024 + 1,
      executable: false,
      read: () => {
        throw new Error('was read');
      },
    };
    const files = new Map([[huge.path, huge]]);
    expect(codeOf(() => readManifest({ packing: 'zip', path: 'a.zip', files }))).toBe('input-too-large/3');
  });
});

describe('readManifestFile', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'assay-manifest-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('refuses names of no dialect, links and what is not there', () => {
    writeFileSync(join(dir, 'a.properties'), 'app.id=a');
    writeFileSync(join(dir, 'a.txt'), 'app.id=a');
    symlinkSync('a.properties', join(dir, 'link.properties'));
    expect(readManifestFile(join(dir, 'a.properties'), 'a.properties').app.id).toBe('a');
    expect(codeOf(() => readManifestFile(join(dir, 'a.txt'), 'a.txt'))).toBe('manifest-dialect/3');
    expect(codeOf(() => readManifestFile(join(dir, 'link.properties'), 'link'))).toBe('input-unreadable/3');
    expect(codeOf(() => readManifestFile(join(dir, 'none.properties'), 'none'))).toBe('input-unreadable/3');
  });
});

const real = sharedData('crypta/manifests');

describe.skipIf(real === undefined)('the real manifests', () => {
  const folder = real ?? '';

  it('load without a fact but their placeholders', () => {
    const names = readdirSync(folder).filter((name) => name.includes('.properties'));
    expect(names).toHaveLength(5);
    for (const name of names) {
      const { crypta } = readManifestFile(join(folder, name), name);
      const placeholders = name.endsWith('.template') ? ['appVersion'] : [];
      expect([name, crypta?.facts]).toMatchObject([
        name,
        { duplicateKeys: [], unknownKeys: [], missingKeys: [], invalidValues: [], parserDifferentials: [] },
      ]);
      expect(crypta?.facts.placeholders.map((placeholder) => placeholder.name)).toEqual(placeholders);
      expect(crypta?.versionPlaceholder).toBe(name.endsWith('.template'));
    }
  });

  // What each file says, read by eye.
  it.each([
    [
      'queue-manager.properties.template',
      { minimumVersion: 1, maximumTestedVersion: 19, targetStability: 'stable', declared: true },
    ],
    ['publisher-legacy-no-api.properties.template', { declared: false }],
    ['site-publisher.properties.template', { minimumVersion: 3, maximumTestedVersion: 12, declared: true }],
    [
      'third-party-hello-stable.properties',
      { minimumVersion: 19, maximumTestedVersion: 23, targetStability: 'stable', declared: true },
    ],
  ])('%s', (name, api) => {
    expect(readManifestFile(join(folder, name), name).app.api).toEqual({
      optionalCapabilities: [],
      experimentalCapabilitiesAccepted: false,
      ...api,
    });
  });
});
