// A node behind TLS, called by real processes of the built program: whom it trusts is what the machine is told at its start.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSnapshot } from '../src/contract/snapshot.ts';
import { contract, endpoint } from './contract-source.ts';
import { commandExists } from './tools.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const TOKEN = 'tok-4711-abcdefgh';
const CERTIFIED = toSnapshot(
  contract({
    endpoints: [endpoint(), endpoint({ routeTemplate: '/platform/contract', actionLabel: 'platform.contract.read' })],
  }),
);

describe.skipIf(!commandExists('openssl', ['version']))('a node behind TLS', () => {
  let folder = '';
  let bin = '';
  beforeAll(() => {
    // Inside the project, because the bundle finds its packages from there.
    mkdirSync(join(root, '.assay'), { recursive: true });
    bin = mkdtempSync(join(root, '.assay/tls-'));
    folder = mkdtempSync(join(tmpdir(), 'assay-tls-'));
    const built = spawnSync(process.execPath, ['tools/build.mjs', '--js', `--outdir=${bin}`], { cwd: root });
    if (built.status !== 0) throw new Error(String(built.stderr));
    writeFileSync(join(folder, 'certified.json'), JSON.stringify(CERTIFIED));
    openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem',
    );
    for (const [name, host, days] of [
      ['good', 'DNS:localhost', 2],
      ['other', 'DNS:other.example', 2],
      ['ended', 'DNS:localhost', -1],
    ] as const) {
      openssl(
        `req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=node -keyout ${name}.key -out ${name}.csr`,
      );
      writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${host}\n`);
      openssl(
        `x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days ${days} -extfile ${name}.ext -out ${name}.pem`,
      );
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    rmSync(bin, { recursive: true });
  });

  function openssl(words: string): void {
    const done = spawnSync('openssl', words.split(' '), { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  }

  async function listening(certificate: string): Promise<{ server: Server; url: string; calls: string[] }> {
    const calls: string[] = [];
    const [key, cert] = ['key', 'pem'].map((kind) => readFileSync(join(folder, `${certificate}.${kind}`)));
    const server = createServer({ key, cert }, (request, response) => {
      calls.push(request.headers.authorization ?? 'nobody');
      if (request.headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(CERTIFIED));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { server, url: `https://localhost:${address.port}`, calls };
  }

  async function verify(certificate: string, env: Readonly<Record<string, string>>) {
    const { server, url, calls } = await listening(certificate);
    const flags = [
      '--url',
      url,
      '--contract',
      'certified.json',
      '--token-env',
      'NODE_TOKEN',
      '--allow-private',
      '--json',
    ];
    const child = spawn(process.execPath, [join(bin, 'bin.js'), 'api', 'verify-live', ...flags], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', NODE_TOKEN: TOKEN, ...env },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const exit = await new Promise<number | null>((done) => child.on('close', done));
    await new Promise<void>((done) => server.close(() => done()));
    return { exit, json: JSON.parse(String(Buffer.concat(out))), stderr: String(Buffer.concat(err)), calls };
  }

  const trusting = (): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') });

  it('is verified where its authority is trusted', async () => {
    const { exit, json, calls } = await verify('good', trusting());
    expect([exit, json.verdict, json.access.holds]).toEqual([0, 'same', true]);
    expect(calls).toEqual(['nobody', `Bearer ${TOKEN}`]);
  });

  it.each([
    ['an authority that nobody trusts', 'good', false],
    ['a certificate for another name', 'other', true],
    ['a certificate that has ended', 'ended', true],
  ])('is not called with %s, and no token reaches it', async (_, certificate, trusted) => {
    const { exit, json, calls } = await verify(certificate, trusted ? trusting() : {});
    expect([exit, json.error.code]).toEqual([3, 'live-unreachable']);
    expect(json.error.message).toContain('certificate');
    expect(calls).toEqual([]);
  });
});
