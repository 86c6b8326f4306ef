import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { space } from '../../testing/certify-small.ts';
import { exampleKeyFile, exampleTrust } from '../../testing/example-keys.ts';
import { type CliRun, runCli } from '../../testing/run-cli.ts';
import { smallConfig, writeJson } from '../../testing/small-platform.ts';

const PEOPLE = { robot: ['certifier'], rita: ['release-manager'], late: ['certifier'], gone: ['certifier'] } as const;
const PASSPHRASE = 'a hut beside the lake';

beforeEach(() => {
  const trust = exampleTrust(PEOPLE, 'example.org', '2031-01-01T00:00:00Z');
  const [late, gone] = trust.principals.slice(2).flatMap(({ keys }) => keys);
  Object.assign(late ?? {}, { validFrom: '2031-06-01T00:00:00Z' });
  Object.assign(gone ?? {}, { revoked: { at: '2031-02-01T00:00:00Z', reason: 'lost' } });
  writeJson(space(), 'trust.json', trust);
  for (const who of ['robot', 'rita', 'late', 'gone', 'eve'])
    writeFileSync(join(space().path, `${who}.pem`), exampleKeyFile(who, PASSPHRASE), { mode: 0o600 });
});

const BUNDLE = 'bundle.intoto.jsonl';
const certify = (who: string, ...more: string[]): Promise<CliRun> =>
  runCli(
    ['certify', '--attest', BUNDLE, '--private-key-file', `${who}.pem`, '--passphrase-env', 'PASSPHRASE', ...more],
    { cwd: space().path, env: { PASSPHRASE }, now: '2031-05-10T12:00:00Z' },
  );

describe('a certification is signed', () => {
  test('by a certifier of the trust document, which says nothing more', async () => {
    writeJson(space(), 'assay.config.json', smallConfig());
    const { stderr } = await certify('robot');
    expect(stderr).not.toContain('trust document');
    expect(readFileSync(join(space().path, BUNDLE), 'utf8')).toContain('"payloadType"');
  });

  test.each([
    ['whom it does not list', 'eve', 'trust.json does not list the key SHA256:'],
    ['who may not', 'rita', 'of mailto:rita@example.org has the roles release-manager, not certifier'],
    ['whose time has not come', 'late', 'is valid only from 2031-06-01T00:00:00Z'],
    ['whose key was revoked', 'gone', 'was revoked at 2031-02-01T00:00:00Z: lost'],
  ])('by nobody %s (attest-not-certifier)', async (_, who, message) => {
    writeJson(space(), 'assay.config.json', smallConfig());
    const { exit, stderr, stdout } = await certify(who, '--json');
    expect([exit, JSON.parse(stdout).error?.code ?? stdout]).toEqual([4, 'attest-not-certifier']);
    expect(stdout + stderr).toContain(message);
    // Nothing was judged, and nothing written.
    expect(stderr).not.toContain('judging');
    expect(existsSync(join(space().path, BUNDLE))).toBe(false);
  });

  test('by anybody where no trust document is named, and that is said', async () => {
    const { trust: _, ...config } = { trust: '', ...smallConfig() };
    writeJson(space(), 'assay.config.json', config);
    expect((await certify('eve')).stderr).toMatch(
      /names no trust document.*lists the key SHA256:\S+ with the role certifier/,
    );
    expect(existsSync(join(space().path, BUNDLE))).toBe(true);
  });

  test('in production by no key that was made for tests (attest-test-key)', async () => {
    writeJson(space(), 'assay.config.json', smallConfig());
    const { exit, stdout } = await certify('robot', '--mode', 'production', '--json');
    expect([exit, JSON.parse(stdout).error?.code ?? stdout]).toEqual([4, 'attest-test-key']);
    expect(existsSync(join(space().path, BUNDLE))).toBe(false);
  });
});
