import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { rejectionOf } from '../../testing/rejection-of.ts';
import { AssayError } from '../model/errors.ts';
import { type FetchOptions, fetchGuarded, redirectTarget } from './fetch-guarded.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const LIMITS = { bytes: 1000, redirects: 3, milliseconds: 2000 };
const OPEN: FetchOptions = { policy: { allowPrivate: true }, limits: LIMITS };
const SHUT: FetchOptions = { policy: { allowPrivate: false }, limits: LIMITS };

/** A real server on the loopback address; gives its origin. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(
    () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const redirect = (location: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(302, { location }).end();
};

async function failure(url: string, options: FetchOptions = OPEN): Promise<string> {
  const error = await rejectionOf(fetchGuarded(url, options));
  if (!(error instanceof AssayError)) throw error;
  expect(error.kind).toBe('input');
  expect(error.message).not.toMatch(/\d+\.\d+\.\d+\.\d+|http|secret/);
  return `${error.code}: ${error.message}`;
}

describe('what is answered', () => {
  it('comes whole, with its status and type', async () => {
    const origin = await serve((request, response) => {
      response
        .writeHead(418, { 'content-type': 'application/json' })
        .end(JSON.stringify({ path: request.url, accept: request.headers['accept-encoding'] }));
    });
    const { status, contentType, body } = await fetchGuarded(`${origin}/a?b=1`, OPEN);
    expect([status, contentType, body.toString()]).toEqual([
      418,
      'application/json',
      '{"path":"/a?b=1","accept":"identity"}',
    ]);
  });

  it('by name: the connection goes to the address that was judged, and the resolver is asked once', async () => {
    const origin = await serve((request, response) => response.end(request.headers.host));
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    const url = origin.replace('127.0.0.1', 'node.example');
    expect((await fetchGuarded(url, { ...OPEN, resolve })).body.toString()).toBe(url.replace('http://', ''));
    expect(asked).toBe(1);
  });

  it('by the name of this machine', async () => {
    const origin = await serve((_, response) => response.end('x'));
    expect(
      (
        await fetchGuarded(origin.replace('127.0.0.1', 'localhost'), { ...OPEN, resolve: async () => ['127.0.0.1'] })
      ).body.toString(),
    ).toBe('x');
  });
});

describe('where it does not go', () => {
  it.each<[string, string, FetchOptions]>([
    ['https://127.0.0.1/', 'the URL leads where assay does not go: loopback', SHUT],
    ['http://node.example/', 'the URL leads where assay does not go: scheme', SHUT],
    ['http://169.254.169.254/latest', 'the URL leads where assay does not go: link-local', OPEN],
    [
      'https://node.example/',
      'the URL leads where assay does not go: private',
      { ...SHUT, resolve: async () => ['10.0.0.1'] },
    ],
    [
      'https://node.example/',
      'the URL leads where assay does not go: loopback',
      { ...SHUT, resolve: async () => ['8.8.8.8', '::ffff:127.0.0.1'] },
    ],
    [
      'https://node.example/',
      'the URL leads where assay does not go: link-local',
      { ...OPEN, resolve: async () => ['127.0.0.1', 'fe80::1'] },
    ],
    [
      'https://node.example/',
      'the URL leads where assay does not go: address-invalid',
      { ...SHUT, resolve: async () => ['fe80::1%eth0'] },
    ],
  ])('%s: %s', async (url, message, options) =>
    expect(await failure(url, options)).toBe(`address-refused: ${message}`),
  );

  it.each<[string, string]>([
    ['http://169.254.169.254/latest/meta-data', 'link-local'],
    ['//[fe80::1]/', 'link-local'],
    ['http://[::ffff:169.254.169.254]/', 'link-local'],
    ['http://0.0.0.0/', 'this-network'],
    ['file:///etc/passwd', 'scheme'],
    ['http://ann:secret@127.0.0.1/', 'userinfo'],
    ['http://', 'url-invalid'],
  ])('after a redirect to %s: %s', async (location, category) => {
    const first = await serve((request, response) =>
      request.url === '/' ? redirect('/again')(request, response) : redirect(location)(request, response),
    );
    expect(await failure(first)).toBe(`address-refused: redirect 2 leads where assay does not go: ${category}`);
  });

  it('a redirect from a public node into the own network, or from https to http', () => {
    const from = new URL('https://node.example/a');
    expect(redirectTarget(from, '/b', SHUT.policy, 1).href).toBe('https://node.example/b');
    for (const [location, policy, category] of [
      ['https://10.0.0.1/', SHUT.policy, 'private'],
      ['https://localhost/', SHUT.policy, 'name-local'],
      ['http://other.example/', OPEN.policy, 'downgrade'],
    ] as const)
      expect(() => redirectTarget(from, location, policy, 1)).toThrow(category);
  });

  it('a fourth redirect', async () => {
    const origin = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else redirect(`/${left - 1}`)(request, response);
    });
    expect((await fetchGuarded(`${origin}/3`, OPEN)).body.toString()).toBe('there');
    expect(await failure(`${origin}/4`)).toMatch(/^live-too-many-redirects: /);
  });
});

describe('the token', () => {
  it('goes to the first origin, and to no other', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const first = await serve((request, response) => {
      seen.push(request.headers.authorization);
      redirect(request.url === '/' ? '/same' : other)(request, response);
    });
    await fetchGuarded(first, { ...OPEN, token: 'secret-token' });
    expect(seen).toEqual(['Bearer secret-token', 'Bearer secret-token', undefined]);
  });

  it('does not come back to the first origin by way of another', async () => {
    const seen: (string | undefined)[] = [];
    let first = '';
    const other = await serve((request, response) => redirect(`${first}/back`)(request, response));
    first = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/back') response.end();
      else redirect(other)(request, response);
    });
    await fetchGuarded(first, { ...OPEN, token: 'secret-token' });
    expect(seen).toEqual(['Bearer secret-token', undefined]);
  });
});

describe('a node that misbehaves', () => {
  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'sends without end',
      (response) => {
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(500), more);
        };
        more();
      },
      /^live-too-large: the node’s answer is over 1000 bytes$/,
    ],
    [
      'announces too much',
      (response) => response.writeHead(200, { 'content-length': '5000' }).end('x'.repeat(5000)),
      /^live-too-large/,
    ],
    [
      'ends too early',
      (response) => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 20);
      },
      /^live-unreachable: the node can’t be read: the answer ends too early$/,
    ],
    ['never answers', () => undefined, /^live-timeout: the node did not answer within 0\.3 seconds$/],
    [
      'drips',
      (response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      /^live-timeout/,
    ],
    [
      'hangs up',
      (response) => response.destroy(),
      /^live-unreachable: the node can’t be read: the connection was closed$/,
    ],
  ])('%s', async (_, answer, message) => {
    const origin = await serve((_request, response) => answer(response));
    expect(await failure(origin, { ...OPEN, limits: { ...LIMITS, milliseconds: 300 } })).toMatch(message);
  });

  it('does not speak HTTP', async () => {
    const server = createTcpServer((socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => new Promise((done) => server.close(() => done())));
    expect(await failure(`http://127.0.0.1:${portOf(server.address())}`)).toBe(
      'live-unreachable: the node can’t be read: it does not speak HTTP',
    );
  });

  it('is not there', async () => {
    const origin = await serve(() => undefined);
    for (const close of closing.splice(0)) await close();
    expect(await failure(origin)).toBe('live-unreachable: the node can’t be read: nobody listens there');
  });

  it('has a name that leads nowhere', async () => {
    const resolve = async (): Promise<string[]> => Promise.reject(new Error('ENOTFOUND node.example'));
    expect(await failure('https://node.example', { ...OPEN, resolve })).toBe(
      'live-unreachable: the node can’t be read: its name can’t be resolved',
    );
    expect(await failure('https://node.example', { ...OPEN, resolve: async () => [] })).toBe(
      'live-unreachable: the node can’t be read: its name has no address',
    );
    const never = (): Promise<string[]> => new Promise(() => undefined);
    expect(
      await failure('https://node.example', { ...OPEN, resolve: never, limits: { ...LIMITS, milliseconds: 50 } }),
    ).toMatch(/^live-timeout/);
  });
});
