// A native app through the commands that judge bundles and apps: what they ask of palette apps they ask of it too, where
// its manifest has words for it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractSource, type Workspace, workspace } from '../../../testing/app-files.ts';
import { runCli } from '../../../testing/run-cli.ts';

const MANIFEST = {
  kind: 'assay.manifest',
  schemaVersion: 1,
  id: 'notes',
  name: 'Notes',
  version: '1.0.0',
  api: { minimumVersion: 1, maximumTestedVersion: 4 },
  permissions: ['queue.read'],
  ui: { mode: 'none' },
  backend: { entry: 'backend/main.py' },
  secrets: { MAIL_KEY: { scope: ['install'] } },
  connections: [{ id: 'mail', provider: 'imap', label: 'Mail' }],
};
const CODE = ['key = ctx.secrets.get("MAIL_KEY")', 'box = ctx.connections.get("mail")', 'ask("queue.read")'];

let space: Workspace;
const assay = (line: string) => runCli(line.split(' '), { cwd: space.path });

/** Writes an app with another manifest and other code. */
function app(folder: string, changes: object = {}, code: readonly string[] = CODE): void {
  const files = {
    'assay-manifest.json': JSON.stringify({ ...MANIFEST, ...changes }),
    'backend/main.py': `${code.join('\n')}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(space.path, folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Exit code, and the rules of every finding with its severity, of a bundle that is verified. */
async function verify(folder: string, flags = ''): Promise<unknown[]> {
  const run = await assay(`bundle verify --bundle-dir ${folder} --json${flags}`);
  const { findings } = JSON.parse(run.stdout);
  return [run.exit, ...findings.map(({ ruleId, severity }: Record<string, string>) => `${ruleId} ${severity}`)];
}

beforeAll(() => {
  space = workspace();
  space.write('.git/HEAD', '');
  space.write('contract.json', contractSource(4, ['queue.read', 'queue.write']));
  app('good');
});
afterAll(() => space.remove());

describe('the code of a native app and its manifest', () => {
  it('agree', async () => {
    expect(await verify('good', ' --strict')).toEqual([0]);
    const { checks } = JSON.parse((await assay('bundle verify --bundle-dir good --json')).stdout);
    const status = (id: string): unknown => checks.find((check: { id: string }) => check.id === id)?.status;
    expect([status('platform.uses'), status('services.used'), status('sdk.ranges')]).toEqual([
      'pass',
      'pass',
      'not-evaluated',
    ]);
  });

  it.each<[string, object, readonly string[], string, number]>([
    ['a secret that is not declared', { secrets: {} }, CODE, 'bundle/secret-undeclared warning', 0],
    ['a secret that is not used', {}, CODE.slice(1), 'bundle/secret-unused note', 0],
    ['a connection that is not declared', { connections: [] }, CODE, 'bundle/connection-undeclared error', 1],
    ['a connection that is not used', {}, [CODE[0] ?? '', CODE[2] ?? ''], 'bundle/connection-unused note', 0],
  ])('%s', async (name, changes, code, found, exit) => {
    const folder = name.replaceAll(' ', '-');
    app(folder, changes, code);
    expect(await verify(folder)).toEqual([exit, found]);
    expect((await verify(folder, ' --strict'))[0]).toBe(found.includes('-undeclared') ? 1 : 0);
  });

  it('says nothing of services of the platform and of open routes, for which the manifest has no words', async () => {
    app('wordless', {}, [...CODE, 'ctx.llm.complete("x")', '@router.get("/notes")', 'def notes(): ...']);
    expect(await verify('wordless')).toEqual([0]);
  });

  it('a release that provides less than the one before asks for a major step', async () => {
    const service = { id: 'notes', version: '1.0.0', methods: [{ id: 'notes.list', input: {}, output: {} }] };
    app('before', { provides: { namespace: 'notes', services: [service] } });
    app('after', { version: '1.0.1' });
    expect(await verify('after', ' --previous before --strict')).toContain('bundle/bump-too-small error');
    app('major', { version: '2.0.0' });
    expect(await verify('major', ' --previous before')).toEqual([0]);
  });
});

describe('a native app as a bundle', () => {
  it('is packed, verified and inspected', async () => {
    for (const form of ['tgz', 'zip']) {
      expect((await assay(`bundle pack --bundle-dir good --output dist/notes-1.0.0.${form}`)).exit).toBe(0);
      const run = await assay(`bundle verify --bundle dist/notes-1.0.0.${form} --profile safe --json`);
      expect([form, run.exit, JSON.parse(run.stdout).findings]).toEqual([form, 0, []]);
    }
    const run = await assay('bundle inspect --bundle dist/notes-1.0.0.tgz --json');
    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('queue.read');
  });

  it('without its program is refused', async () => {
    app('no-program', { backend: { entry: 'backend/gone.py' } });
    expect(await verify('no-program')).toContain('bundle/entry-missing error');
  });
});

describe('a native app on a contract', () => {
  const compat = async (folder: string, flags = ''): Promise<unknown> => {
    const run = await assay(`compat verify --bundle-dir ${folder} --contract contract.json --json${flags}`);
    const { status, app: of, findings } = JSON.parse(run.stdout);
    return [run.exit, status, of.dialect, ...findings.map(({ ruleId }: Record<string, string>) => ruleId)];
  };

  it.each<[string, object, readonly unknown[], readonly unknown[]]>([
    ['that it was tested with', {}, [0, 'compatible', 'native'], [0, 'compatible', 'native']],
    [
      'later than it was tested with',
      { api: { minimumVersion: 1, maximumTestedVersion: 3 } },
      [0, 'newer_than_tested', 'native', 'compat/target-newer-than-tested'],
      [1, 'incompatible', 'native', 'compat/target-newer-than-tested'],
    ],
    [
      'older than it needs',
      { api: { minimumVersion: 5, maximumTestedVersion: 6 } },
      [1, 'below_minimum', 'native', 'compat/minimum-version-above-target'],
      [1, 'below_minimum', 'native', 'compat/minimum-version-above-target'],
    ],
    [
      'without a permission that it asks for',
      { permissions: ['queue.raed'] },
      [0, 'compatible', 'native', 'compat/unknown-manifest-permission'],
      [1, 'incompatible', 'native', 'compat/unknown-manifest-permission'],
    ],
  ])('%s', async (name, changes, usual, strict) => {
    const folder = `compat-${name.replaceAll(' ', '-')}`;
    app(folder, changes);
    expect(await compat(folder)).toEqual(usual);
    expect(await compat(folder, ' --strict')).toEqual(strict);
  });

  it('is judged packed as it is unpacked', async () => {
    expect((await assay('bundle pack --bundle-dir good --output dist/same.tgz')).exit).toBe(0);
    const run = await assay('compat verify --bundle dist/same.tgz --contract contract.json --json');
    expect([run.exit, JSON.parse(run.stdout).status]).toEqual([0, 'compatible']);
  });
});
