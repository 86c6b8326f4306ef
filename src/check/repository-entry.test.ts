import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestLines, type Workspace, workspace } from '../../testing/app-files.ts';
import { codeOf } from '../../testing/code-of.ts';
import type { Bundle } from '../bundle/model.ts';
import { openBundle } from '../bundle/read-bundle.ts';
import type { RepositoryEntry } from '../formats/generated/repository-entry.ts';
import { digestBytes } from '../model/digest.ts';
import { entryDifferences, entryPath, repositoryEntry } from './repository-entry.ts';

const EXTRAS = { contractDigest: null, publishedAt: '2026-01-31T12:00:00Z', status: 'active' } as const;
const LINES = manifestLines(
  'app.permissions=rooms.read,devices.read',
  'api.minimumVersion=2',
  'api.maximumTestedVersion=5',
  'api.targetStability=stable',
  'api.optionalCapabilities=media.read',
);
let files: Workspace;
let bundle: Bundle;
let entry: RepositoryEntry;

beforeAll(() => {
  files = workspace();
  files.zip('reader.zip', LINES);
  files.app('reader', LINES);
  bundle = openBundle(`${files.path}/reader.zip`, 'reader.zip');
  entry = repositoryEntry(bundle, EXTRAS);
});
afterAll(() => files.remove());

describe('an entry', () => {
  it('says what the manifest says, its sets in one order', () => {
    const text = LINES.map((line) => `${line}\n`).join('');
    expect(entry).toMatchObject({
      dialect: 'crypta',
      id: 'reader',
      name: 'Reader',
      version: '1.0.0',
      epoch: null,
      manifest: { path: 'cryptad-app.properties', digest: digestBytes(text) },
      permissions: ['devices.read', 'rooms.read'],
      api: {
        minimumVersion: 2,
        maximumTestedVersion: 5,
        targetStability: 'stable',
        optionalCapabilities: ['media.read'],
        experimentalCapabilitiesAccepted: false,
      },
    });
    expect(entryPath(entry, 'zip')).toBe('apps/reader/1.0.0/reader-1.0.0.zip');
  });

  it('is made of no folder and of no archive without a manifest', () => {
    const folder = openBundle(`${files.path}/reader`, 'reader');
    expect(codeOf(() => repositoryEntry(folder, EXTRAS))).toBe('entry-source/3');
  });

  const path = 'apps/reader/1.0.0/reader-1.0.0.zip';
  const differences = (over: Partial<RepositoryEntry>, at = path) =>
    entryDifferences(at, { ...entry, ...over }, bundle).map(({ rule, field }) => `${rule} ${field}`);

  it('differs nowhere from the bundle that it was made of', () => {
    expect(differences({})).toEqual([]);
    expect(differences({ status: 'yanked', publishedAt: '2020-01-01T00:00:00Z' })).toEqual([]);
  });

  it.each<[string, Partial<RepositoryEntry>, string]>([
    ['another app', { id: 'radio' }, 'entry-bundle-identity-mismatch id'],
    ['another version', { version: '1.0.1' }, 'entry-bundle-identity-mismatch version'],
    ['a permission less', { permissions: ['devices.read'] }, 'entry-manifest-mismatch permissions'],
    ['a permission more', { permissions: ['a', 'devices.read', 'rooms.read'] }, 'entry-manifest-mismatch permissions'],
    ['a service more', { services: ['x'] }, 'entry-manifest-mismatch services'],
    ['another name', { name: 'Writer' }, 'entry-manifest-mismatch name'],
    ['another size', { size: 1 }, 'entry-manifest-mismatch size'],
    ['a time', { epoch: 1 }, 'entry-manifest-mismatch epoch'],
    [
      'another manifest',
      { manifest: { path: 'cryptad-app.properties', digest: digestBytes('x') } },
      'entry-manifest-mismatch manifest',
    ],
  ])('that names %s differs', (_, over, difference) => {
    expect(differences(over)).toEqual([difference]);
  });

  it.each([
    'minimumVersion',
    'maximumTestedVersion',
    'targetStability',
    'optionalCapabilities',
    'experimentalCapabilitiesAccepted',
    'targetBaseline',
  ])('differs in api.%s', (field) => {
    const api = { ...entry.api, [field]: field === 'optionalCapabilities' ? ['x'] : 'x' };
    expect(differences({ api } as Partial<RepositoryEntry>)).toEqual([`entry-manifest-mismatch api.${field}`]);
  });

  it('at another path is another bundle', () => {
    expect(differences({}, 'apps/reader/1.0.0/radio-1.0.0.zip')).toEqual(['entry-bundle-identity-mismatch path']);
  });
});
