import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certifyInput, space } from '../../testing/certify-small.ts';
import { KeeperShell } from '../../testing/repository/keeper-shell.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { certify } from './certify.ts';
import type { CertifyInput } from './input.ts';
import { prepare } from './prepare.ts';

const NOW = '2031-05-10T12:00:00Z';
const WHOLE = 'security.scan#path=repo';
const LIGHTS = 'apps/room-lights/1.4.0/room-lights-1.4.0.tgz';

const shell = new KeeperShell();
shell.now = NOW;
const at = (path: string): string => join(space().path, path);
const config = (lock = 'catalog.lock', ...otherLocks: readonly string[]) => ({
  catalog: { repositories: [{ folder: 'repo', lock: `${lock}`, otherLocks: [...otherLocks] }] },
});

beforeAll(async () => {
  await shell.published();
  await shell.ok('catalog repo verify --repository repo --lock catalog.lock --update-lock');
});
afterAll(() => shell.remove());
beforeEach(() => {
  cpSync(shell.at('repo'), at('repo'), { recursive: true });
  cpSync(shell.at('catalog.lock'), at('catalog.lock'));
  writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { run: 'catalog.repository' } }));
});

const input = (changes: Partial<CertifyInput> = {}, own = config()) => certifyInput({ now: NOW, ...changes }, own);
const run = (changes: Partial<CertifyInput> = {}, own = config()) => certify(input(changes, own));

const states = ({ requirements }: Certification): unknown[] =>
  (requirements.find(({ id }) => id === 'security.scan')?.units ?? []).map(({ name, state }) => [name, state]);
const found = ({ findings }: Certification): unknown[] =>
  findings
    .filter(({ unit = '' }) => unit.startsWith('security.scan'))
    .map(({ unit, ruleId, severity, waivable }) => [unit, ruleId, severity, waivable]);

/** The stored file of an app. */
function stored(app: string): string {
  const [name = ''] = readdirSync(at(`repo/targets/apps/${app}/1.4.0`));
  return at(`repo/targets/apps/${app}/1.4.0/${name}`);
}

function flip(file: string, position: number): void {
  const bytes = readFileSync(file);
  bytes[position] = (bytes[position] ?? 0) ^ 0x01;
  writeFileSync(file, bytes);
}

describe('a signed repository in a gate', () => {
  test('shares no key with another catalog', async () => {
    const own = config('catalog.lock', 'other.lock');
    const lock = JSON.parse(readFileSync(at('catalog.lock'), 'utf8'));
    expect(states(await run({}, own))).toEqual([[WHOLE, 'error']]);
    const write = (changes: object): void => writeFileSync(at('other.lock'), canonicalJson({ ...lock, ...changes }));
    write({ catalog: 'other' });
    expect(found(await run({}, own))).toEqual([[WHOLE, 'repository/key-reuse', 'error', false]]);
    const told = (await run({}, own)).findings.find(({ ruleId }) => ruleId === 'repository/key-reuse')?.message;
    expect(told).toMatch(/^lets the key [0-9a-f]{16}… sign, which also signs the catalog other$/);
    write({ catalog: 'other', keys: [] });
    const certification = await run({}, own);
    expect(states(certification)).toContainEqual([WHOLE, 'pass']);
    expect(certification.inputs.map(({ name }) => name)).toContain('other.lock');
  });

  test('is one unit by itself and one for each entry, and all of it is an input', async () => {
    const certification = await run();
    expect(states(certification)).toEqual([
      [WHOLE, 'pass'],
      ['security.scan#guest-panel', 'pass'],
      ['security.scan#room-lights', 'pass'],
    ]);
    const [whole] = certification.requirements.find(({ id }) => id === 'security.scan')?.units ?? [];
    expect(whole?.annotations).toMatchObject({ catalogId: 'hearth', timestampVersion: 1, entries: 2 });
    const names = certification.inputs.map(({ name }) => name);
    for (const name of ['repo', 'catalog.lock', 'repo/metadata/timestamp.json']) expect(names).toContain(name);
    const artifacts = certification.candidate.artifacts.map(({ kind, name }) => [kind, name]);
    expect(artifacts).toContainEqual(['catalog', 'repo/metadata/timestamp.json']);
    expect(artifacts).toContainEqual(['bundle', 'repo/targets/apps/room-lights/1.4.0/room-lights-1.4.0.tgz']);
  });

  test('is planned unit by unit, and another file is another plan', async () => {
    const before = await prepare(input());
    const planned = before.made.plan.units.filter(({ run: runner }) => runner === 'catalog.repository');
    expect(planned.map(({ target }) => target)).toEqual([
      { path: 'repo' },
      { appId: 'guest-panel' },
      { appId: 'room-lights' },
    ]);
    writeFileSync(at('repo/targets/stranger'), '');
    expect((await prepare(input())).made.digest).not.toBe(before.made.digest);
  });

  test('is missing where none is configured', async () => {
    expect(states(await run({}, { catalog: { repositories: [] } }))).toEqual([['security.scan', 'missing']]);
  });

  test('a tampered byte anywhere is no-go by name, and no waiver covers it', async () => {
    const files = readdirSync(at('repo/metadata')).map((name) => `repo/metadata/${name}`);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const good = readFileSync(at(file));
      flip(at(file), Math.floor(good.length / 2));
      const certification = await run();
      expect([file, certification.decision]).toEqual([file, 'no-go']);
      const [first] = found(certification);
      expect(first).toEqual([WHOLE, expect.stringMatching(/^repository\//), 'error', false]);
      writeFileSync(at(file), good);
    }
    flip(stored('room-lights'), 200);
    const certification = await run({ mode: 'pr' });
    expect(states(certification)).toEqual([
      [WHOLE, 'pass'],
      ['security.scan#guest-panel', 'pass'],
      ['security.scan#room-lights', 'fail'],
    ]);
    expect(found(certification)).toEqual([
      ['security.scan#room-lights', 'repository/bundle-digest-mismatch', 'error', false],
    ]);
  });

  test('counts at the instant of the run', async () => {
    expect(found(await run({ now: '2031-05-17T12:00:00Z' }))).toEqual([
      [WHOLE, 'repository/expired-timestamp', 'error', false],
    ]);
    expect(found(await run({ now: '2031-05-09T00:00:00Z' }))).toEqual([
      [WHOLE, 'repository/clock-behind-lock', 'error', false],
    ]);
  });

  test('is no older than its lock, which there has to be', async () => {
    const lock = JSON.parse(readFileSync(at('catalog.lock'), 'utf8'));
    writeFileSync(at('catalog.lock'), JSON.stringify({ ...lock, timestamp: { ...lock.timestamp, version: 2 } }));
    expect(found(await run())).toEqual([[WHOLE, 'repository/rollback-timestamp', 'error', false]]);
    expect(found(await run({}, config('nowhere.lock')))).toEqual([[WHOLE, 'repository/lock-missing', 'error', false]]);
    writeFileSync(at('catalog.lock'), '{');
    expect(states(await run())).toEqual([[WHOLE, 'error']]);
  });

  test('what the lock has seen may vanish in a pull request, and in no release', async () => {
    const lock = JSON.parse(readFileSync(at('catalog.lock'), 'utf8'));
    const seen = { ...lock.targets, 'apps/gone/1.0.0/gone-1.0.0.tgz': lock.targets[LIGHTS] };
    writeFileSync(at('catalog.lock'), JSON.stringify({ ...lock, targets: seen }));
    const severity = async (mode: CertifyInput['mode']): Promise<unknown> => found(await run({ mode }));
    expect(await severity('pr')).toEqual([[WHOLE, 'repository/target-vanished', 'warning', undefined]]);
    expect(await severity('release-candidate')).toEqual([[WHOLE, 'repository/target-vanished', 'error', undefined]]);
  });

  test('where there is no folder, nobody could look', async () => {
    rmSync(at('repo'), { recursive: true });
    const certification = await run();
    expect([certification.decision, states(certification)]).toEqual(['no-go', [[WHOLE, 'error']]]);
  });

  test('a file that nobody signs for is named without the digest in its name', async () => {
    const name = `${'0123456789abcdef'.repeat(4)}.stranger.tgz`;
    writeFileSync(at(`repo/targets/apps/${name}`), '');
    const certification = await run();
    expect(found(certification)).toEqual([[WHOLE, 'repository/target-unknown', 'error', false]]);
    expect(certification.findings.find(({ unit }) => unit === WHOLE)?.location.path).toBe(
      'repo/targets/apps/stranger.tgz',
    );
  });

  test('a link in it is none of its files', async () => {
    symlinkSync('/etc/hostname', join(at('repo/targets'), 'link'));
    expect(found(await run())).toEqual([[WHOLE, 'repository/file-special', 'error', false]]);
  });
});
