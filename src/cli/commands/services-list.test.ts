import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BrokerServer, brokerServer } from '../../../testing/broker-server.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';

const TOKEN = 'tok-4711-abcdefgh';
/** As no serializer of ours would write it: what comes out must be what came in. */
const CATALOG = `{ "services":[
   {"target":"hr/v1#approvalChain.get", "provider_app_id":"people", "version":1, "granted":true,
    "scope":"hr/approvals.read","extra":{"b":1,"a":[1.0]}},
   {"target":"hr/v1#approvalChain.list","deprecated":true,"replacement":"hr/v1#approvalChain.get","installed":false}],
  "events":[{"target":"hr/v1#hierarchy.updated","granted":false,"payload_schema":null}]}`;

let cwd = '';
let server: BrokerServer | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-services-'));
  mkdirSync(join(cwd, 'catalog'));
  writeFileSync(join(cwd, 'catalog/catalog.json'), CATALOG);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(cwd, { recursive: true });
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli(['services', 'list', ...args], { cwd, env });
const codeOf = (stdout: string): unknown => JSON.parse(stdout).error.code;

describe('from a folder', () => {
  it('shows kind, provider and grant in aligned columns', async () => {
    const { stdout, exit } = await run(['--from', 'catalog']);
    expect(exit).toBe(0);
    expect(stdout).toBe(
      [
        'catalog/catalog.json: 2 methods, 1 event',
        '',
        'TARGET                    KIND    VERSION  PROVIDER  GRANTED  SCOPE              NOTE',
        'hr/v1#approvalChain.get   method  1        people    yes      hr/approvals.read  -',
        'hr/v1#approvalChain.list  method  -        -         -        -                  deprecated, use hr/v1#approvalChain.get; not installed',
        'hr/v1#hierarchy.updated   event   -        -         no       -                  -',
        '',
      ].join('\n'),
    );
  });

  it('gives the catalog byte for byte as JSON', async () => {
    expect((await run(['--from', 'catalog', '--json'])).stdout).toBe(CATALOG);
    expect((await run(['--from', 'catalog/catalog.json', '--json'])).stdout).toBe(CATALOG);
  });

  it('gives tab-separated values', async () => {
    const { stdout } = await run(['--from', 'catalog', '--output', 'tsv']);
    expect(stdout.split('\n')[1]).toBe('hr/v1#approvalChain.get\tmethod\t1\tpeople\tyes\thr/approvals.read\t-');
  });

  it.each<[string, string | undefined, string]>([
    ['no catalog', undefined, 'catalog-missing'],
    ['no JSON', '{', 'json-syntax'],
    ['another document', '{"services":{}}', 'catalog-malformed'],
    ['an item that is no object', '{"services":["hr/v1#a"]}', 'catalog-malformed'],
    ['an item without target', '{"services":[{"label":"x"}]}', 'catalog-malformed'],
    ['a bare topic', '{"events":[{"target":"task.created"}]}', 'catalog-malformed'],
    ['a flag that is a text', '{"services":[{"target":"a/v1#b","granted":"yes"}]}', 'catalog-malformed'],
    ['a schema that is a path', '{"services":[{"target":"a/v1#b","input":"in.json"}]}', 'catalog-malformed'],
    ['one target twice', '{"services":[{"target":"a/v1#b"},{"target":"a/v1#b"}]}', 'catalog-duplicate-target'],
    ['a member twice', '{"services":[],"services":[]}', 'json-duplicate-key'],
    [
      'a schema that refers to a URL',
      '{"services":[{"target":"a/v1#b","input":{"$ref":"https://example.com/x.json"}}]}',
      'catalog-schema-reference',
    ],
    [
      'a schema that refers to a file',
      '{"services":[{"target":"a/v1#b","output":{"items":[{"$ref":"../x.json"}]}}]}',
      'catalog-schema-reference',
    ],
  ])('refuses %s', async (_, text, code) => {
    rmSync(join(cwd, 'catalog/catalog.json'));
    if (text !== undefined) writeFileSync(join(cwd, 'catalog/catalog.json'), text);
    const { exit, stdout, stderr } = await run(['--from', 'catalog', '--json']);
    expect([codeOf(stdout || stderr), exit]).toEqual([code, 3]);
  });

  it('takes data for data: a member called $ref in an example is none', async () => {
    writeFileSync(
      join(cwd, 'catalog/catalog.json'),
      '{"services":[{"target":"a/v1#b","input":{"default":{"$ref":"x.json"},"$ref":"#/$defs/a","$defs":{"a":true}}}]}',
    );
    expect((await run(['--from', 'catalog'])).exit).toBe(0);
  });
});

describe('over HTTP', () => {
  const serve = async (): Promise<string> => {
    server = await brokerServer({ token: TOKEN, catalog: CATALOG });
    return server.url;
  };

  it('asks the environment of the configuration with the token of its variable', async () => {
    const url = await serve();
    writeFileSync(
      join(cwd, 'assay.config.json'),
      JSON.stringify({ schemaVersion: 1, environments: { staging: { url, tokenEnv: 'HR_TOKEN' } } }),
    );
    const { exit, stdout } = await run(['--env', 'staging', '--allow-private', '--json'], { HR_TOKEN: TOKEN });
    expect([stdout, exit]).toEqual([CATALOG, 0]);
  });

  it('knows PALETTE_<ENV>_URL and PALETTE_<ENV>_TOKEN without a configuration', async () => {
    const env = { PALETTE_MY_TEAM_URL: await serve(), PALETTE_MY_TEAM_TOKEN: TOKEN };
    expect((await run(['--env', 'my-team', '--allow-private', '--json'], env)).stdout).toBe(CATALOG);
  });

  it('takes URL and token of the environment before those of the configuration, and no empty ones', async () => {
    const url = await serve();
    const configured = { url: 'http://127.0.0.1:9', tokenEnv: 'HR_TOKEN' };
    writeFileSync(
      join(cwd, 'assay.config.json'),
      JSON.stringify({ schemaVersion: 1, environments: { staging: configured, live: { url, tokenEnv: 'HR_TOKEN' } } }),
    );
    const env = { PALETTE_STAGING_URL: url, PALETTE_STAGING_TOKEN: TOKEN, HR_TOKEN: 'tok-of-another-platform' };
    const { exit, stdout } = await run(['--env', 'staging', '--allow-private', '--json'], env);
    expect([stdout, exit]).toEqual([CATALOG, 0]);
    const empty = { PALETTE_LIVE_URL: '', PALETTE_LIVE_TOKEN: '', HR_TOKEN: TOKEN };
    expect((await run(['--env', 'live', '--allow-private', '--json'], empty)).exit).toBe(0);
  });

  it('takes the token of a flag before that of the environment, and that before a file', async () => {
    const url = await serve();
    const file = join(cwd, 'token');
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
    writeFileSync(
      join(cwd, 'assay.config.json'),
      JSON.stringify({ schemaVersion: 1, environments: { staging: { url, tokenEnv: 'A', tokenFile: 'token' } } }),
    );
    const ask = async (env: Readonly<Record<string, string>>, ...args: string[]): Promise<number> =>
      (await run(['--env', 'staging', '--allow-private', ...args], env)).exit;
    expect(await ask({})).toBe(0);
    expect(await ask({ A: 'tok-wrong-wrong' })).toBe(3);
    expect(await ask({ A: 'tok-wrong-wrong', B: TOKEN }, '--token-env', 'B')).toBe(0);
    expect(await ask({ A: 'tok-wrong-wrong' }, '--token-file', 'token')).toBe(0);
    chmodSync(file, 0o644);
    expect(await ask({ A: TOKEN }, '--token-file', 'token')).toBe(4);
    const refused = await run(['--env', 'staging', '--allow-private', '--json'], {});
    expect(codeOf(refused.stdout)).toBe('token-file-permissions');
    expect(await ask({ A: TOKEN })).toBe(0);
    expect(await ask({})).toBe(4);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, string, number]>([
    ['without a source', [], {}, 'broker-source-missing', 2],
    ['with two', ['--from', 'x', '--env', 'y'], {}, 'broker-source-twice', 2],
    ['an unknown environment', ['--env', 'nowhere'], {}, 'environment-unknown', 2],
    ['a token for a folder', ['--from', 'catalog', '--token-env', 'A'], { A: TOKEN }, 'token-not-sent', 2],
    ['a token twice', ['--from', 'https://a.example', '--token-env', 'A', '--token-file', 'b'], {}, 'token-twice', 2],
    ['a variable that is not set', ['--from', 'https://a.example', '--token-env', 'A'], {}, 'token-missing', 2],
    [
      'a token with a line break',
      ['--from', 'https://a.example', '--token-env', 'A'],
      { A: `${TOKEN}\nX: y` },
      'token-malformed',
      2,
    ],
    ['this machine', ['--from', 'https://127.0.0.1/'], {}, 'address-refused', 3],
    ['plain http', ['--from', 'http://broker.example/'], {}, 'address-refused', 3],
  ])('refuses %s', async (_, args, env, code, exit) => {
    const run_ = await run([...args, '--json'], env);
    expect([codeOf(run_.stdout || run_.stderr), run_.exit]).toEqual([code, exit]);
    expect(run_.stdout + run_.stderr).not.toContain(TOKEN);
  });
});

describe.skipIf(sharedData('palette/derived-broker-schemas') === undefined)('real schemas', () => {
  it('lists the targets of a folder that holds schemas alone', async () => {
    const { stdout, exit } = await run(['--from', sharedData('palette/derived-broker-schemas') ?? '']);
    expect(exit).toBe(0);
    expect(stdout).toContain('6 methods, 5 events');
    expect(stdout).toMatch(/^orgx\/v1#hierarchy\.route\.resolve +method /m);
  });
});
