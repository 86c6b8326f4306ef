import { sign } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { run, space, unit } from '../../testing/certify-small.ts';
import { runCli } from '../../testing/run-cli.ts';
import { testKey, trustedKeys } from '../../testing/signed-catalog.ts';
import { entryText, smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';

const CATALOG = 'dist/cryptad-app-catalog.properties';
const SIGNATURE = 'dist/cryptad-app-catalog.signature';
const KEY = testKey('catalog-1');
const SIGNED = { file: CATALOG, catalogId: 'core', trustedKeys: 'keys.properties', expectedKeyId: 'catalog-1' };
/** The requirement that the tests are about. */
const WHOLE = 'security.scan#catalogId=core';
const READER = 'security.scan#reader';

const assay = (line: string) => runCli(line.split(' '), { cwd: space().path });
const path = (file: string): string => join(space().path, file);

/** Makes the catalog of the small platform, and signs it, whatever it says. */
async function publish(edit: (text: string) => string = (text) => text): Promise<void> {
  const create = `catalog create --catalog-id core --name Core --entry entries/reader.properties --bundles dist --output ${CATALOG}`;
  expect((await assay(create)).exit).toBe(0);
  const edited = edit(readFileSync(path(CATALOG), 'utf8'));
  writeFileSync(path(CATALOG), edited);
  // What is wrong in it must not keep it from being signed: these are the catalogs of others.
  const lines = [
    'version=1',
    'algorithm=Ed25519',
    'key.id=catalog-1',
    'payload=cryptad-app-catalog.properties',
    `value.base64=${sign(null, Buffer.from(edited), KEY.privateKey).toString('base64')}`,
  ];
  writeFileSync(path(SIGNATURE), lines.map((line) => `catalog.signature.${line}\n`).join(''));
}

const certify = (changes: Parameters<typeof run>[0] = {}, signed: Record<string, unknown> = {}) =>
  run(changes, { catalog: { signed: [{ ...SIGNED, ...signed }] } });

const states = ({ requirements }: Certification): unknown[] =>
  (requirements.find(({ id }) => id === 'security.scan')?.units ?? []).map(({ name, state }) => [name, state]);

/** Why the catalog can't be believed, as its finding says. */
const why = ({ findings }: Certification): string =>
  findings.find(({ unit: name, ruleId }) => name === WHOLE && ruleId === 'evidence/untrusted')?.message ?? '';

const found = ({ findings }: Certification): unknown[] =>
  findings
    .filter(({ unit: name = '' }) => name.startsWith('security.scan'))
    .map(({ unit: name, ruleId, severity }) => [name, ruleId, severity]);

beforeEach(async () => {
  space().write('keys.properties', trustedKeys(KEY));
  writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { run: 'catalog.signed' } }));
  await publish();
});

describe('a signed catalog in a gate', () => {
  test('is one unit by itself and one for each entry, with what was read', async () => {
    const certification = await certify();
    expect(states(certification)).toEqual([
      [WHOLE, 'pass'],
      [READER, 'pass'],
    ]);
    expect(unit(certification, WHOLE)?.annotations).toMatchObject({ entries: 1, signedBy: 'catalog-1' });
    const names = certification.inputs.map(({ name }) => name);
    for (const name of [CATALOG, SIGNATURE, 'keys.properties', 'dist/reader-1.0.0.zip']) expect(names).toContain(name);
    expect(certification.candidate.artifacts.map(({ kind, name }) => [kind, name])).toEqual(
      expect.arrayContaining([
        ['bundle', 'dist/reader-1.0.0.zip'],
        ['catalog', CATALOG],
      ]),
    );
  });

  test('is missing where none is configured', async () => {
    expect(states(await run())).toEqual([['security.scan', 'missing']]);
    expect(states(await run({}, { catalog: { signed: [] } }))).toEqual([['security.scan', 'missing']]);
  });

  test('any byte of the catalog or its signature that is another: no-go, by name, and no waiver', async () => {
    for (const file of [CATALOG, SIGNATURE]) {
      const good = readFileSync(path(file));
      for (const at of [0, Math.floor(good.length / 2), good.length - 2]) {
        const bytes = Buffer.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ 0x01;
        writeFileSync(path(file), bytes);
        const certification = await certify();
        expect([file, at, certification.decision, states(certification)]).toEqual([
          file,
          at,
          'no-go',
          [[WHOLE, 'untrusted']],
        ]);
        expect(why(certification)).toContain('dist/cryptad-app-catalog.');
        expect(unit(certification, WHOLE)?.waivable).toBeUndefined();
      }
      writeFileSync(path(file), good);
    }
    writeFileSync(path(CATALOG), `${readFileSync(path(CATALOG), 'utf8')}# more\n`);
    expect(why(await certify())).toBe(`${SIGNATURE} does not fit ${CATALOG} under the key "catalog-1"`);
  });

  test.each<[string, Record<string, unknown>, () => void, RegExp]>([
    ['no signature', {}, () => rmSync(path(SIGNATURE)), /is not signed/],
    ['another key than expected', { expectedKeyId: 'catalog-2' }, () => undefined, /"catalog-2" was expected/],
    ['another catalog', { catalogId: 'other' }, () => undefined, /"other" was expected/],
    [
      'a key that nobody trusts',
      {},
      () => space().write('keys.properties', trustedKeys(testKey('catalog-1'))),
      /does not fit/,
    ],
    [
      'a key that was revoked',
      {},
      () => space().write('keys.properties', trustedKeys({ ...KEY, life: { status: 'revoked' } })),
      /that key/,
    ],
    [
      'one key for catalogs and bundles',
      { bundleKeys: 'bundle-keys.properties' },
      () => space().write('bundle-keys.properties', trustedKeys({ ...KEY, id: 'app-1' })),
      /bundle-keys\.properties/,
    ],
  ])('%s can not be believed', async (_, config, change, reason) => {
    change();
    const certification = await certify({}, config);
    expect(certification.decision).toBe('no-go');
    const target = `security.scan#catalogId=${String(config.catalogId ?? 'core')}`;
    expect(states(certification)).toEqual([[target, 'untrusted']]);
    expect(certification.findings.find(({ unit: name }) => name === target)?.message).toMatch(reason);
  });

  test('counts at the instant of the run', async () => {
    const life = { 'valid.from': '2031-01-01T00:00:00Z', 'valid.until': '2031-06-01T00:00:00Z' };
    space().write('keys.properties', trustedKeys({ ...KEY, life }));
    expect(unit(await certify({ now: '2031-05-31T23:59:59Z' }), WHOLE)?.state).toBe('pass');
    expect(unit(await certify({ now: '2031-06-01T00:00:00Z' }), WHOLE)?.state).toBe('untrusted');
  });

  test('is not from the future of the run', async () => {
    await publish((text) => text.replace(/(generatedAt=).*/, '$12031-06-01T00:00:00Z'));
    const answer = async (now: string): Promise<unknown> => {
      const certification = await certify({ now, mode: 'pr' });
      return [unit(certification, WHOLE)?.state, ...found(certification)];
    };
    expect(await answer('2031-05-31T23:55:00Z')).toEqual(['pass']);
    expect(await answer('2031-05-31T23:54:59Z')).toEqual(['fail', [WHOLE, 'catalog/date-in-future', 'error']]);
  });

  test.each([
    ['a file that is no catalog', 'nothing here', 'error'],
    ['a property of another version', (text: string) => `${text}app.reader.sorrow=yes\n`, 'error'],
  ])('%s, rightly signed, can not be read', async (_, change, state) => {
    await publish((text) => (typeof change === 'string' ? change : change(text)));
    expect(states(await certify())).toEqual([[WHOLE, state]]);
  });

  test('is an error where there is no file', async () => {
    rmSync(path(CATALOG));
    expect(states(await certify())).toEqual([[WHOLE, 'error']]);
  });
});

describe('an entry beside its bundle', () => {
  test.each([
    ['permissions', ['queue.read', 'queue.read,queue.write'], 'compat/catalog-permission-mismatch'],
    ['api.minimumVersion', ['1', '2'], 'compat/catalog-api-compatibility-mismatch'],
    ['version', ['1.0.0', '1.0.1'], 'catalog/entry-version-mismatch'],
    ['bundle.size.bytes', [/\d+/, '7'], 'catalog/entry-bundle-size-mismatch'],
    ['bundle.sha256', [/\w+/, '0123456789abcdef'.repeat(4)], 'catalog/entry-bundle-digest-mismatch'],
  ] as const)('another %s is an error in every mode', async (key, [from, to], ruleId) => {
    await publish((text) =>
      text.replace(new RegExp(`(app\\.reader\\.${key.replaceAll('.', '\\.')}=).*`), (line, before: string) =>
        typeof from === 'string' ? line.replace(`=${from}`, `=${to}`) : `${before}${to}`,
      ),
    );
    for (const mode of ['pr', 'release-candidate'] as const) {
      const certification = await certify({ mode });
      expect(found(certification)).toEqual([[READER, ruleId, 'error']]);
      expect(states(certification)).toEqual([
        [WHOLE, 'pass'],
        [READER, 'fail'],
      ]);
    }
  });

  test('a tampered bundle, none, and one that is none', async () => {
    const file = path('dist/reader-1.0.0.zip');
    const good = readFileSync(file);
    const answers: unknown[] = [];
    for (const change of ['flip', 'remove', 'truncate'] as const) {
      const bytes = Buffer.from(good);
      // In a permission, so that the manifest still reads.
      bytes[bytes.indexOf('queue.read')] = 0x51;
      if (change === 'remove') rmSync(file);
      else writeFileSync(file, change === 'flip' ? bytes : good.subarray(0, 50));
      const certification = await certify({ mode: 'pr' });
      answers.push([certification.decision, ...found(certification)]);
      writeFileSync(file, good);
    }
    expect(answers).toEqual([
      ['no-go', [READER, 'catalog/entry-bundle-invalid', 'error']],
      ['no-go', [READER, 'catalog/entry-bundle-missing', 'error']],
      ['no-go', [READER, 'catalog/entry-bundle-invalid', 'error']],
    ]);
  });

  test('a bundle that nobody signed, where a key must have', async () => {
    space().write('bundle-keys.properties', trustedKeys(testKey('app-1')));
    const certification = await certify({}, { bundleKeys: 'bundle-keys.properties' });
    expect(found(certification)).toEqual([[READER, 'catalog/entry-bundle-invalid', 'error']]);
  });

  test('what the catalog says by itself takes the severity of the mode', async () => {
    space().write('entries/reader.properties', `${entryText()}channel=stable\nsupport.status=unsupported\n`);
    await publish();
    const severity = async (mode: 'pr' | 'production'): Promise<unknown> => found(await certify({ mode }));
    expect([await severity('pr'), await severity('production')]).toEqual([
      [[READER, 'catalog/channel-contradiction', 'warning']],
      [[READER, 'catalog/channel-contradiction', 'error']],
    ]);
  });

  test('a catalog is listed once', async () => {
    await expect(run({}, { catalog: { signed: [SIGNED, SIGNED] } })).rejects.toMatchObject({
      code: 'config-repeated',
      message: expect.stringContaining('catalog.signed'),
    });
  });

  test('two catalogs that offer one app are told apart', async () => {
    for (const name of ['cryptad-app-catalog.properties', 'cryptad-app-catalog.signature'])
      space().write(`other/${name}`, readFileSync(path(`dist/${name}`), 'utf8'));
    const other = { ...SIGNED, file: 'other/cryptad-app-catalog.properties', bundles: 'dist' };
    const certification = await run({}, { catalog: { signed: [SIGNED, other] } });
    expect(states(certification).map((one) => (Array.isArray(one) ? one[0] : one))).toEqual([
      `${WHOLE},path=${CATALOG}`,
      `${READER},path=${CATALOG}`,
      `${WHOLE},path=other/cryptad-app-catalog.properties`,
      `${READER},path=other/cryptad-app-catalog.properties`,
    ]);
    expect(certification.candidate.artifacts.filter(({ kind }) => kind === 'bundle')).toHaveLength(2);
  });
});
