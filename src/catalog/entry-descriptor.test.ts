import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { AssayError } from '../model/errors.ts';
import { parseEntryDescriptor } from './entry-descriptor.ts';
import { readCatalogBytes, readEntryDescriptor } from './read-catalog.ts';

const MINIMAL = 'artifact.path=dist/hello.zip\nbundle.uri=https://example.invalid/hello.zip\nsummary=Says hello.\n';

function refusal(text: string): AssayError {
  try {
    parseEntryDescriptor(text, 'd');
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseEntryDescriptor', () => {
  it('reads the smallest descriptor', () => {
    const descriptor = parseEntryDescriptor(MINIMAL, 'd');
    expect(descriptor).toMatchObject({
      path: 'd',
      artifactPath: 'dist/hello.zip',
      bundleUri: 'https://example.invalid/hello.zip',
      summary: 'Says hello.',
      channel: 'stable',
      api: { declared: false },
    });
    expect([descriptor.carried.size, 'permissions' in descriptor, 'id' in descriptor]).toEqual([0, false, false]);
  });

  it('says which fields it carries, an empty list of permissions too', () => {
    const descriptor = parseEntryDescriptor(
      `${MINIMAL}app.id=Hello\nname=H\nversion=1\npermissions=\napi.targetBaseline=1.0\n`,
      'd',
    );
    expect([descriptor.id, descriptor.permissions, [...descriptor.carried]]).toEqual([
      'hello',
      [],
      ['app.id', 'app.name', 'app.version', 'permissions', 'api.targetBaseline'],
    ]);
  });

  it('checks rationales only against permissions that it lists itself', () => {
    expect(parseEntryDescriptor(`${MINIMAL}permissions.rationale.a=x\n`, 'd').permissionRationales.size).toBe(1);
    expect(refusal(`${MINIMAL}permissions=b\npermissions.rationale.a=x\n`).location?.line).toBe(5);
  });

  it('locates its properties', () => {
    const descriptor = parseEntryDescriptor(MINIMAL, 'd');
    expect(descriptor.locate('summary')).toEqual({ path: 'd', line: 3, column: 1 });
    expect(descriptor.locate('api.minimumVersion')).toEqual({ path: 'd' });
  });

  it.each(['artifact.path', 'bundle.uri', 'summary'])('needs %s', (key) => {
    const without = MINIMAL.split('\n')
      .filter((line) => !line.startsWith(key))
      .join('\n');
    expect(refusal(without).message).toBe(`d "${key}" is missing`);
  });

  it.each<[string, string]>([
    ['bundle.sha256=x', 'take it out: it is computed from the bundle'],
    ['bundle.type=zip', 'take it out: it is computed from the bundle'],
    ['id=hello', 'take it out: it is computed from the bundle'],
    ['permission=a', 'did you mean permissions?'],
    ['app.hello.name=a', 'take the property out'],
    ['catalog.version=7', 'take the property out'],
    ['securityAdvisory.X.uri=https://example.invalid/', 'name the advisory in securityAdvisories'],
  ])('refuses %s', (line, hint) => {
    const error = refusal(`${MINIMAL}${line}\n`);
    expect([error.exitCode, error.code, error.location?.line, error.hint]).toEqual([
      3,
      'invalid-catalog-entry',
      4,
      hint,
    ]);
  });

  it.each([
    'artifact.path=',
    'artifact.path=a\u0000b',
    'version= ',
    'permissions=a,',
    'app.id=a b',
    'homepage=http://example.invalid/',
    'bundle.uri=a',
  ])('refuses the value of %j', (line) => {
    const key = line.slice(0, line.indexOf('='));
    const others = MINIMAL.split('\n')
      .filter((other) => !other.startsWith(`${key}=`))
      .join('\n');
    expect(refusal(`${others}${line}`).code).toBe('invalid-catalog-entry');
  });

  it('gives a descriptor or an AssayError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(codeOf(() => parseEntryDescriptor(Buffer.concat([Buffer.from(MINIMAL), bytes]), 'd'))).toMatch(
          /^accepted$|\/3$/,
        );
      }),
    );
  });
});

describe('readEntryDescriptor', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'assay-descriptor-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('reads regular files of at most 1 MiB and follows no link', () => {
    writeFileSync(join(dir, 'd'), MINIMAL);
    writeFileSync(join(dir, 'big'), `#${'x'.repeat(1024 * 1024)}`);
    symlinkSync('d', join(dir, 'link'));
    expect(codeOf(() => readEntryDescriptor(join(dir, 'd'), 'd'))).toBe('accepted');
    expect(codeOf(() => readEntryDescriptor(join(dir, 'big'), 'big'))).toBe('input-too-large/3');
    expect(codeOf(() => readEntryDescriptor(join(dir, 'link'), 'link'))).toBe('invalid-catalog-source/3');
    expect(codeOf(() => readCatalogBytes(join(dir, 'link'), 'link'))).toBe('invalid-catalog-source/3');
    expect(codeOf(() => readCatalogBytes(dir, 'dir'))).toBe('input-not-a-file/3');
    expect(codeOf(() => readCatalogBytes(join(dir, 'none'), 'none'))).toBe('input-unreadable/3');
    expect(codeOf(() => readCatalogBytes(join(dir, 'd', 'x'), 'x'))).toBe('input-unreadable/3');
  });
});

const real = sharedData('crypta/catalogs/doc-entry-descriptor-hello-queue.properties');

describe.skipIf(real === undefined)('the real descriptor', () => {
  it('is read whole', () => {
    const descriptor = readEntryDescriptor(real ?? '', 'hello-queue');
    expect(descriptor).toMatchObject({
      artifactPath: '/abs/path/to/dist/apps/hello-queue-0.1.0.zip',
      id: 'hello-queue',
      name: 'Hello Queue',
      version: '0.1.0',
      permissions: ['queue.read', 'queue.write'],
      maintenance: { supportLevel: 'maintained', backupRestore: 'operator-supported' },
      api: { minimumVersion: 1, maximumTestedVersion: 1, targetStability: 'stable', declared: true },
    });
    expect([...descriptor.carried]).toEqual([
      'app.id',
      'app.name',
      'app.version',
      'permissions',
      'api.minimumVersion',
      'api.maximumTestedVersion',
      'api.targetStability',
      'api.experimentalCapabilitiesAccepted',
    ]);
  });
});
