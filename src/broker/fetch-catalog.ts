import { type FetchOptions, fetchGuarded } from '../fetch/fetch-guarded.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';

/** What the broker is called in messages. */
const PEER = 'the broker';
export const CATALOG_PATH = '/api/v1/os-broker/catalog';
const SCHEMAS_PATH = '/api/v1/os-broker/schemas';
/** Targets that one question for schemas names: more would make a URL that servers refuse. */
const BATCH = 50;

/**
 * The URL of a broker's catalog: the platform's base, the catalog's own URL, or the URL of a document (`.json`, or a
 * node's `/platform/contract`) that is the whole catalog.
 */
export function catalogUrl(given: string): { readonly catalog: string; readonly schemas?: string } {
  if (!URL.canParse(given)) return { catalog: given };
  const url = new URL(given);
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('.json') || path.endsWith('/platform/contract')) return { catalog: given };
  const at = (pathname: string): string => Object.assign(new URL(url), { pathname }).href;
  if (path.endsWith('/catalog')) return { catalog: given, schemas: at(`${path.slice(0, -'/catalog'.length)}/schemas`) };
  return { catalog: at(`${path}${CATALOG_PATH}`), schemas: at(`${path}${SCHEMAS_PATH}`) };
}

/**
 * Gets a JSON document from a broker.
 * @throws AssayError address-refused, live-* of fetchGuarded, broker-refused, broker-status, broker-not-json,
 * broker-encoded (input); token-echoed (integrity)
 */
export async function fetchBroker(url: string, options: FetchOptions): Promise<Buffer> {
  return jsonOf(await answerOf(url, options), options);
}

type Answer = Awaited<ReturnType<typeof fetchGuarded>>;

function answerOf(url: string, options: FetchOptions): Promise<Answer> {
  return fetchGuarded(url, { ...options, peer: PEER });
}

function jsonOf({ status, contentType, contentEncoding, body }: Answer, { token }: FetchOptions): Buffer {
  if (token !== undefined && body.includes(token))
    throw integrityError(
      'token-echoed',
      'the broker’s answer holds the token that was sent to it',
      'treat the token as lost and replace it; the broker must not repeat it',
    );
  if (status === 401 || status === 403)
    throw inputError(
      'broker-refused',
      token === undefined
        ? `the broker gives its catalog to nobody without a token (status ${status})`
        : `the broker does not accept the token (status ${status})`,
      token === undefined ? 'name the token’s variable with --token-env' : 'check the token and the grants behind it',
    );
  if (status !== 200)
    throw inputError(
      'broker-status',
      `the broker answers with status ${status}, expected 200`,
      'check the URL, and that the platform has a broker',
    );
  if (contentEncoding !== '' && contentEncoding.toLowerCase() !== 'identity')
    throw inputError(
      'broker-encoded',
      'the broker’s answer is compressed, though nobody asked for it',
      'let the broker answer without content-encoding',
    );
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType))
    throw inputError(
      'broker-not-json',
      `the broker’s answer is ${contentType === '' ? 'of no content type' : quote(contentType)}, expected application/json`,
      'check the URL: a page for people is no catalog',
    );
  return body;
}

/**
 * Asks for the schemas of targets, some at a time; gives each answer.
 * @param options with `optional`, a broker that has no such place (404) has none @throws AssayError as fetchBroker
 */
export async function fetchSchemas(
  url: string,
  targets: readonly string[],
  { optional = false, ...options }: FetchOptions & { readonly optional?: boolean },
): Promise<readonly Buffer[]> {
  const answers: Buffer[] = [];
  for (let at = 0; at < targets.length; at += BATCH) {
    const asked = new URL(url);
    asked.searchParams.set('targets', targets.slice(at, at + BATCH).join(','));
    const answer = await answerOf(asked.href, options);
    if (answer.status === 404 && optional) continue;
    answers.push(jsonOf(answer, options));
  }
  return answers;
}
