import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capability, contract, contractSource, endpoint } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import { toSnapshot } from '../../contract/snapshot.ts';
import validateReport from '../../formats/generated/validators/live-report.js';

const TOKEN = 'tok-4711-abcdefgh';
const OWN = endpoint({ routeTemplate: '/platform/contract', actionLabel: 'platform.contract.read' });
const CERTIFIED = contract({ endpoints: [endpoint(), OWN] });

let cwd = '';
let close: (() => Promise<void>) | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-live-'));
  writeFileSync(join(cwd, 'certified.json'), JSON.stringify(toSnapshot(CERTIFIED)));
});
afterEach(async () => {
  await close?.();
  close = undefined;
  rmSync(cwd, { recursive: true });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real node on the loopback address. */
async function node(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** A node that gives its contract only to who has the token, at the usual place. */
const serving =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = JSON_TYPE): Answer =>
  (request, response) => {
    if (request.url !== '/api/v1/platform/contract') response.writeHead(404).end();
    else if (request.headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end('{"error":"no token"}');
    else response.writeHead(200, headers).end(body);
  };

const run = (
  url: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = { NODE_TOKEN: TOKEN },
) =>
  runCli(
    [
      'api',
      'verify-live',
      '--url',
      url,
      '--contract',
      'certified.json',
      '--token-env',
      'NODE_TOKEN',
      '--allow-private',
      ...args,
    ],
    { cwd, env },
  );

async function report(url: string) {
  const { exit, stdout, stderr } = await run(url, ['--json']);
  expect(stdout + stderr).not.toContain(TOKEN);
  const json: unknown = JSON.parse(stdout);
  if (exit < 2) expect(validateReport(json), JSON.stringify(validateReport.errors)).toBe(true);
  return { exit, json };
}

const envelope = (members: Parameters<typeof contract>[0] = {}) =>
  JSON.stringify({ contract: { ...CERTIFIED, ...members } });

describe('assay api verify-live', () => {
  it('passes where the node serves the certified contract, to those alone who may read it', async () => {
    const origin = await node(serving(envelope()));
    for (const url of [origin, `${origin}/`, `${origin}/api/v1`, `${origin}/api/v1/platform/contract`])
      expect(await report(url)).toMatchObject({
        exit: 0,
        json: {
          verdict: 'same',
          url: `${origin}/api/v1/platform/contract`,
          access: { expected: 'refused', statusWithoutToken: 401, holds: true },
          differences: [],
        },
      });
    const { stdout, stderr } = await run(origin);
    expect(stdout).toMatch(/serves the certified contract\n/);
    expect(stdout).toContain('status 401 without a token, as the contract demands');
    expect(stderr).toMatch(/^reading http/);
  });

  it('takes a snapshot too, in any order', async () => {
    const { digest, ...rest } = toSnapshot(CERTIFIED);
    const origin = await node(
      serving(
        JSON.stringify({
          ...rest,
          contract: { ...rest.contract, endpoints: [...rest.contract.endpoints].reverse() },
          digest,
        }),
      ),
    );
    expect((await report(origin)).exit).toBe(0);
  });

  it('compares what a crypta document can say, where the node serves one', async () => {
    writeFileSync(
      join(cwd, 'certified.json'),
      JSON.stringify(
        contractSource({
          endpoints: [endpoint({ request: { type: 'object' } }), OWN],
          services: [{ namespace: 'hr/v1', description: '' }],
        }),
      ),
    );
    expect((await report(await node(serving(envelope())))).exit).toBe(0);
  });

  it('says what another contract has otherwise', async () => {
    const origin = await node(
      serving(
        envelope({
          contractVersion: 2,
          capabilities: [capability({ stability: 'experimental' }), capability({ name: 'x.y' })],
          endpoints: [{ ...OWN, appBrowserPrincipalsAllowed: false }],
        }),
      ),
    );
    expect(await report(origin)).toMatchObject({
      exit: 1,
      json: {
        verdict: 'differs',
        served: { contractVersion: 2 },
        differences: [
          { kind: 'contract', identity: 'v1', state: 'changed', members: ['contractVersion'] },
          { kind: 'capability', identity: 'queue.read', state: 'changed', members: ['stability'] },
          { kind: 'capability', identity: 'x.y', state: 'added' },
          {
            kind: 'endpoint',
            identity: 'GET /platform/contract',
            state: 'changed',
            members: ['appBrowserPrincipalsAllowed'],
          },
          { kind: 'endpoint', identity: 'GET /queue', state: 'removed' },
        ],
      },
    });
    const { stdout } = await run(origin);
    expect(stdout).toContain('  - endpoint GET /queue\n');
  });

  it('tells of another contract what a comparison tells: whom it breaks, and why', async () => {
    const served = { contractVersion: 2, endpoints: [{ ...OWN, appBrowserPrincipalsAllowed: false }] };
    const origin = await node(serving(envelope(served)));
    writeFileSync(join(cwd, 'served.json'), envelope(served));
    const { stdout } = await runCli(['api', 'diff', 'certified.json', 'served.json', '--json'], { cwd });
    const rules = (json: unknown): unknown => {
      if (typeof json !== 'object' || json === null || !('changes' in json) || !Array.isArray(json.changes))
        return json;
      return json.changes.map(({ ruleId, severity, fingerprint }) => [ruleId, severity, fingerprint]);
    };
    const { json } = await report(origin);
    expect(json).toMatchObject({ comparison: { kind: 'assay.api-diff-report', requiredBump: 'major' } });
    if (typeof json !== 'object' || json === null || !('comparison' in json)) throw new Error('no comparison');
    expect(rules(json.comparison)).toEqual(rules(JSON.parse(stdout)));
    const { stdout: text } = await run(origin);
    expect(text).toContain('\nbreaking: certified.json (v1) to the node’s answer (v2): ');
    expect(text).toContain('endpoint/removed');
  });

  it('shows no control character that the node serves', async () => {
    const origin = await node(serving(envelope({ endpoints: [OWN, endpoint({ routeTemplate: '/\u001b[2Jqueue' })] })));
    const { exit, stdout, stderr } = await run(origin);
    expect([exit, (stdout + stderr).includes('\u001b')]).toEqual([1, false]);
  });

  it.each([
    [403, 0, 'status 401 without a token, 403 without the grant, as the contract demands'],
    [401, 0, 'status 401 without a token, 401 without the grant, as the contract demands'],
    [200, 1, 'status 401 without a token, 200 without the grant; expected 401 or 403'],
  ])('expects that a token without the grant is refused: status %i', async (status, exit, words) => {
    const without = 'tok-0815-abcdefgh';
    const origin = await node((request, response) => {
      if (request.headers.authorization === `Bearer ${without}`)
        response.writeHead(status, JSON_TYPE).end(status === 200 ? envelope() : '{}');
      else serving(envelope())(request, response);
    });
    const done = await run(origin, ['--ungranted-env', 'OTHER'], { NODE_TOKEN: TOKEN, OTHER: without });
    expect([done.exit, done.stdout.includes(words)]).toEqual([exit, true]);
    expect(done.stdout + done.stderr).not.toContain(without);
  });

  it('fails where anybody may read what demands a capability', async () => {
    const origin = await node((_, response) => response.writeHead(200, JSON_TYPE).end(envelope()));
    expect(await report(origin)).toMatchObject({
      exit: 1,
      json: { verdict: 'same', access: { expected: 'refused', statusWithoutToken: 200, holds: false } },
    });
    expect((await run(origin)).stdout).toContain('status 200 without a token; expected 401 or 403');
  });

  it.each([403, 401])('takes status %i without a token for a refusal', async (status) => {
    const origin = await node((request, response) => {
      if (request.headers.authorization === undefined) response.writeHead(status).end();
      else response.writeHead(200, JSON_TYPE).end(envelope());
    });
    expect((await report(origin)).exit).toBe(0);
  });

  it('expects no refusal where the contract demands nothing, and needs no token then', async () => {
    const open = { ...OWN, requiredCapabilities: [] };
    writeFileSync(join(cwd, 'certified.json'), JSON.stringify(contractSource({ endpoints: [open] })));
    const origin = await node((_, response) => response.writeHead(200, JSON_TYPE).end(envelope({ endpoints: [open] })));
    const { exit, stdout } = await runCli(
      ['api', 'verify-live', '--url', origin, '--contract', 'certified.json', '--allow-private', '--json'],
      { cwd },
    );
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ access: { expected: 'open', holds: true } });
  });
});

describe('what a node can do wrong', () => {
  it.each<[number, string, Answer]>([
    [3, 'live-not-json', serving('<html>', { 'content-type': 'text/html' })],
    [3, 'live-encoded', serving(gzipSync(Buffer.alloc(50_000_000)), { ...JSON_TYPE, 'content-encoding': 'gzip' })],
    [3, 'json-syntax', serving(envelope().slice(0, -5))],
    [
      3,
      'json-duplicate-key',
      serving(envelope().replace('"contractVersion":1', '"contractVersion":1,"contractVersion":2')),
    ],
    [3, 'contract-unrecognized', serving('{"hello":"world"}')],
    [3, 'schema-invalid', serving(envelope().replace('"GET"', '"GRAB"'))],
    [3, 'live-unreachable', (_, response) => response.writeHead(500).end()],
    [3, 'live-refused', (_, response) => response.writeHead(401).end()],
    [3, 'address-refused', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
    [4, 'token-echoed', serving(envelope({ stabilityPolicy: `Yours is ${TOKEN}.` }))],
    [4, 'leak-found', serving(envelope({ stabilityPolicy: 'See /home/ann/policy.md' }))],
    [
      4,
      'snapshot-digest-mismatch',
      serving(JSON.stringify({ ...toSnapshot(CERTIFIED), digest: `sha256:${'0'.repeat(64)}` })),
    ],
  ])('exit %i: %s', async (exit, code, answer) => {
    expect(await report(await node(answer))).toMatchObject({ exit, json: { error: { code } } });
  });

  it('send without end', async () => {
    const origin = await node((_, response) => {
      response.writeHead(200, JSON_TYPE);
      const part = ' '.repeat(1 << 20);
      const more = (): void => {
        if (!response.destroyed) response.write(part, more);
      };
      more();
    });
    expect(await report(origin)).toMatchObject({ exit: 3, json: { error: { code: 'live-too-large' } } });
  });
});

describe('what is not called', () => {
  it.each<[number, string, string[]]>([
    [3, 'address-refused', ['--url', 'http://127.0.0.1:1/']],
    [3, 'address-refused', ['--url', 'https://10.0.0.1/']],
    [3, 'address-refused', ['--url', 'not a url']],
    [2, 'token-missing', ['--url', 'https://node.example', '--token-env', 'NOBODY']],
    [2, 'token-malformed', ['--url', 'https://node.example', '--token-env', 'BROKEN']],
  ])('exit %i: %s %j', async (exit, code, args) => {
    const env = { BROKEN: 'secret\r\nhost: evil' };
    const {
      exit: got,
      stdout,
      stderr,
    } = await runCli(['api', 'verify-live', ...args, '--contract', 'certified.json', '--json'], { cwd, env });
    expect([got, JSON.parse(stdout)]).toMatchObject([exit, { error: { code } }]);
    expect(stdout + stderr).not.toContain('evil');
  });
});

const real = sharedData('crypta/contracts');
it.skipIf(real === undefined)('a node that serves the real contract, against its import', async () => {
  const file = `${real}/platform-api-contract.v4.json`;
  const url = await node(serving(readFileSync(file)));
  const { exit, stdout } = await runCli(
    ['api', 'verify-live', '--url', url, '--contract', file, '--token-env', 'T', '--allow-private', '--json'],
    { cwd, env: { T: TOKEN } },
  );
  expect([exit, JSON.parse(stdout)]).toMatchObject([
    0,
    { verdict: 'same', access: { expected: 'refused', holds: true } },
  ]);
});
