// The real git program, in a real repository.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildZip } from '../../testing/zip-builder.ts';
import { AssayError } from '../model/errors.ts';
import { readLooseFiles } from './read-loose-files.ts';
import { readSide } from './read-side.ts';

let repository: string;

const source = (contractVersion: number, response: unknown) =>
  JSON.stringify({
    kind: 'assay.contract',
    schemaVersion: 1,
    contract: {
      apiVersion: 'v1',
      contractVersion,
      generatedBy: 'test',
      stabilityPolicy: 'none',
      capabilities: [],
      endpoints: [
        {
          routeFamily: 'queue',
          method: 'GET',
          routeTemplate: '/queue',
          actionLabel: 'queue',
          requiredCapabilities: [],
          hostOperatorBypassAllowed: true,
          appProcessPrincipalsAllowed: true,
          appBrowserPrincipalsAllowed: true,
          stability: 'stable',
          sinceContractVersion: 1,
          description: '',
          response,
        },
      ],
    },
  });

function git(...argv: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'init.defaultBranch=main'];
  const result = spawnSync('git', [...identity, ...argv], { cwd: repository, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`git ${argv.join(' ')}: ${result.stderr}`);
  return result.stdout.trim();
}

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
}

function read(text: string, cwd = repository) {
  return readSide(text, (path) => ({ file: join(cwd, path), shown: path }), { cwd, env: {} });
}

async function refusal(text: string): Promise<string> {
  try {
    await read(text);
  } catch (error) {
    if (error instanceof AssayError) return `${error.code}/${error.exitCode}`;
    throw error;
  }
  return 'accepted';
}

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'assay-git-'));
  git('init', '--quiet');
  write('contracts/contract.json', source(1, { $ref: './schemas/queue.json' }));
  write('contracts/schemas/queue.json', '{"type": "string"}');
  write('contracts/README.md', 'not read');
  write('plain.json', source(7, true));
  symlinkSync('/etc/hostname', join(repository, 'contracts/schemas/link.json'));
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  git('tag', 'v1');
  write('contracts/contract.json', source(2, { $ref: './schemas/queue.json' }));
  write('contracts/schemas/queue.json', '{"type": "integer"}');
  git('commit', '--quiet', '-a', '-m', 'two');
  // The working tree says something else again.
  write('contracts/contract.json', source(3, true));
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('readSide of a git revision', () => {
  it.each([
    ['git:v1:contracts', 1, { type: 'string' }],
    ['git:HEAD:contracts', 2, { type: 'integer' }],
    ['git:main:contracts/contract.json', 2, { type: 'integer' }],
    ['git:HEAD~1:contracts/contract.json', 1, { type: 'string' }],
    ['git:v1:plain.json', 7, true],
  ])('%s', async (text, version, response) => {
    const { contract, revision } = await read(text);
    expect(contract.contract.contractVersion).toBe(version);
    expect(contract.contract.endpoints[0]?.response).toEqual(response);
    expect(revision).toBe(git('rev-parse', `${text.split(':')[1]}^{commit}`));
    expect(contract.path).toContain(text);
  });

  it('takes a path that begins with ./ from the working directory', async () => {
    const { contract } = await read('git:HEAD:./contract.json', join(repository, 'contracts'));
    expect(contract.contract.contractVersion).toBe(2);
    expect((await read('git:HEAD:./', join(repository, 'contracts'))).contract.contract.contractVersion).toBe(2);
  });

  it.each([
    ['git:nowhere:contracts', 'git-revision-unknown/3'],
    ['git:HEAD:nowhere', 'git-path-missing/3'],
    ['git:HEAD:contracts/README.md/x', 'git-path-missing/3'],
    ['git:--help:contracts', 'git-place-invalid/2'],
    ['git:HEAD:contracts/schemas', 'contract-missing/3'],
    // A link is its target's name to git, and never followed.
    ['git:HEAD:contracts/schemas/link.json', 'json-syntax/3'],
  ])('%s is refused: %s', async (text, code) => expect(await refusal(text)).toBe(code));

  it('refuses a folder of more files than a contract has', () => {
    const blob = spawnSync('git', ['hash-object', '-w', '--stdin'], { cwd: repository, input: '{}', encoding: 'utf8' });
    const entry = (at: number) => `100644 blob ${blob.stdout.trim()}\t${at}.json\n`;
    const input = Array.from({ length: 10_001 }, (_, at) => entry(at)).join('');
    const tree = spawnSync('git', ['mktree'], { cwd: repository, input, encoding: 'utf8' });
    git('tag', 'many', git('commit-tree', tree.stdout.trim(), '-m', 'many'));
    return expect(refusal('git:many:')).resolves.toBe('git-too-large/3');
  });

  it('says that git can not be run', async () => {
    const error = await readSide('git:HEAD:contracts', (path) => ({ file: path, shown: path }), {
      cwd: repository,
      env: { PATH: '/nonexistent' },
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'git-unavailable', exitCode: 6 });
  });

  it('leaves nothing behind', async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('assay-contract-'));
    const before = ours();
    await read('git:HEAD:contracts');
    await refusal('git:HEAD:contracts/schemas');
    expect(ours()).toEqual(before);
  });
});

describe('readLooseFiles', () => {
  const files = (paths: readonly string[]) => new Map(paths.map((path) => [path, Buffer.from('{}')]));

  it('says that files can not be laid out', async () => {
    const error = await readLooseFiles(files(['a.json', 'a.json/b.json']), 'a.json', 'x').catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'temporary-unwritable', exitCode: 6 });
  });

  it.each(['../escape.json', '/escape.json', 'a/./b.json', 'a//b.json'])('lays %s out nowhere', async (path) => {
    const error = await readLooseFiles(files([path]), path, 'x').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'input-unreadable' });
  });
});

describe('readSide of an archive', () => {
  const archive = (name: string, entries: Readonly<Record<string, string>>) => {
    write(name, buildZip(Object.entries(entries).map(([path, content]) => ({ name: path, content }))));
    return name;
  };

  it('reads the contract at its root, with its schemas', async () => {
    const name = archive('ok.zip', {
      'contract.json': source(1, { $ref: './schemas/queue.json' }),
      'schemas/queue.json': '{"type": "string"}',
    });
    const { contract, revision } = await read(name);
    expect(contract.contract.endpoints[0]?.response).toEqual({ type: 'string' });
    expect(contract.path).toContain('ok.zip');
    expect(revision).toBeUndefined();
  });

  it('reads the only file, whatever it is called', async () =>
    expect((await read(archive('one.zip', { 'v7.json': source(7, true) }))).contract.contract.contractVersion).toBe(7));

  it.each([
    ['none.zip', { 'a.json': '{}', 'b.json': '{}' }],
    ['two.zip', { 'contract.json': source(1, true), 'contract.yaml': 'x: 1' }],
  ])('%s holds no contract, or two', async (name, entries) =>
    expect(await refusal(archive(name, entries))).toBe('archive-contract/3'),
  );
});
