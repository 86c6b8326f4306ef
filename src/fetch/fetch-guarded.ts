import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { inputError } from '../model/errors.ts';
import { type AddressPolicy, hostOf, judgeUrl, refusedAddress } from './address-guard.ts';

export interface FetchLimits {
  /** Bytes of the body. */
  readonly bytes: number;
  /** How often a redirect is followed. */
  readonly redirects: number;
  /** Milliseconds for everything together. */
  readonly milliseconds: number;
}

export interface FetchOptions {
  readonly policy: AddressPolicy;
  readonly limits: FetchLimits;
  /** The addresses of a name; the system's resolver unless told. */
  readonly resolve?: Resolve;
  /** Sent as a bearer token, to the first origin only. */
  readonly token?: string;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who answers, in messages; "the node" unless told. */
  readonly peer?: string;
}

export interface Fetched {
  readonly status: number;
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly body: Buffer;
}

const NODE = 'the node';

function peerOf({ peer = NODE }: FetchOptions): string {
  return peer;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Gets a URL. Every hop's name is resolved here, every address that it has is judged, and the connection goes to the one
 * that was judged: a second answer of the resolver changes nothing. A redirect may not leave https.
 * @throws AssayError address-refused, live-unreachable, live-too-many-redirects, live-too-large, live-timeout (input).
 * Messages name categories, never addresses, URLs or tokens.
 */
export async function fetchGuarded(start: string, options: FetchOptions): Promise<Fetched> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.limits.milliseconds);
  try {
    return await follow(start, options, deadline.signal);
  } catch (error) {
    if (!deadline.signal.aborted) throw error;
    throw inputError(
      'live-timeout',
      `${peerOf(options)} did not answer within ${options.limits.milliseconds / 1000} seconds`,
      'check that it runs, and try again',
    );
  } finally {
    clearTimeout(timer);
  }
}

async function follow(start: string, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
  let url = judged(start, options.policy, 0);
  const { origin } = url;
  let { token } = options;
  for (let hop = 0; hop <= options.limits.redirects; hop += 1) {
    const address = await resolved(url, options, hop, signal);
    // Once away, the token stays away: another origin could send the call back with a path of its choice.
    if (url.origin !== origin) token = undefined;
    const answer = await get(url, address, token, options, signal);
    const { location } = answer;
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer;
    url = redirectTarget(url, location, options.policy, hop + 1);
  }
  throw inputError(
    'live-too-many-redirects',
    `${peerOf(options)} redirects more than ${options.limits.redirects} times`,
    'give the URL where the redirects end',
  );
}

/** Where a redirect leads; never from https to http. @throws AssayError address-refused */
export function redirectTarget(from: URL, location: string, policy: AddressPolicy, hop: number): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (from.protocol === 'https:' && next?.protocol === 'http:') throw refused('downgrade', hop);
  return judged(next?.href ?? location, policy, hop);
}

function judged(text: string, policy: AddressPolicy, hop: number): URL {
  const { url, refusal } = judgeUrl(text, policy);
  if (url === undefined) throw refused(refusal, hop);
  return url;
}

/** The address to connect to. Where a name has several, each must be open: one bad answer among good ones is a trap. */
async function resolved(
  url: URL,
  { policy, resolve = systemAddresses, peer = NODE }: FetchOptions,
  hop: number,
  signal: AbortSignal,
): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await addressesOf(host, resolve, peer, signal) : [host];
  for (const address of addresses) {
    const refusal = refusedAddress(address, policy);
    if (refusal !== undefined) throw refused(refusal, hop);
  }
  const [first] = addresses;
  if (first === undefined) throw unreachable(peer, 'its name has no address');
  return first;
}

type Resolve = (host: string) => Promise<readonly string[]>;

async function systemAddresses(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

async function addressesOf(
  host: string,
  resolve: Resolve,
  peer: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
  try {
    return await Promise.race([resolve(host), aborted]);
  } catch {
    throw unreachable(peer, 'its name can’t be resolved');
  }
}

interface Answer extends Fetched {
  readonly location: string | undefined;
}

function get(
  url: URL,
  address: string,
  token: string | undefined,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call: ClientRequest = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'GET',
        agent: false,
        signal,
        lookup: pinned(address),
        headers: {
          accept: 'application/json',
          'accept-encoding': 'identity',
          connection: 'close',
          ...options.headers,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        body(response, options).then(
          (read) =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? '',
              contentEncoding: response.headers['content-encoding'] ?? '',
              location: response.headers.location,
              body: read,
            }),
          (error: unknown) => {
            call.destroy();
            reject(error);
          },
        );
      },
    );
    call.on('error', (error) => reject(unreachable(peerOf(options), reasonOf(error))));
    call.end();
  });
}

/** A resolver that knows one answer: the address that was judged. */
function pinned(address: string): LookupFunction {
  const family = isIP(address);
  return (_, options, callback) => {
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

async function body(response: IncomingMessage, options: FetchOptions): Promise<Buffer> {
  const { bytes } = options.limits;
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of response) {
      const part: Buffer = Buffer.from(chunk);
      total += part.length;
      if (total > bytes) break;
      chunks.push(part);
    }
  } catch {
    throw unreachable(peerOf(options), 'the answer ends too early');
  }
  if (total > bytes)
    throw inputError(
      'live-too-large',
      `${peerOf(options)}’s answer is over ${bytes} bytes`,
      'check that the URL is the right one',
    );
  return Buffer.concat(chunks);
}

function refused(category: string, hop: number): Error {
  const where = hop === 0 ? 'the URL' : `redirect ${hop}`;
  return inputError(
    'address-refused',
    `${where} leads where assay does not go: ${category}`,
    HINTS[category] ?? 'give a public https URL, or --allow-private for one in your own network',
  );
}

const HINTS: Readonly<Record<string, string>> = {
  userinfo: 'leave user and password out of the URL; give a token with --token-env',
  'url-invalid': 'give an absolute URL, as https://node.example',
  downgrade: 'let redirects lead to https only',
  'link-local': 'give another address: this one is never called',
};

function unreachable(peer: string, why: string): Error {
  return inputError(
    'live-unreachable',
    `${peer} can’t be read: ${why}`,
    'check the URL, and that something runs there',
  );
}

function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ECONNREFUSED':
      return 'nobody listens there';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection was closed';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no way to it';
    default:
      return code.startsWith('ERR_TLS') || /CERT|SIGNATURE|ISSUER/.test(code)
        ? 'its certificate is not trusted'
        : code.startsWith('HPE_')
          ? 'it does not speak HTTP'
          : 'the connection failed';
  }
}
