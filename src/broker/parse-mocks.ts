import { AssayError, inputError } from '../model/errors.ts';
import { type JsonDocument, parseJson } from '../model/json/parse.ts';
import { pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH } from '../model/limits.ts';
import { quote } from '../model/quote.ts';
import type { ConnectionMock, ServiceMock } from './mock-model.ts';
import { pythonCanonical } from './python-json.ts';
import { parseTarget, targetFault } from './target.ts';

/** `org.hierarchy GET /hierarchy/u1`: service id, method and path. */
const ROUTE_KEY = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)* (GET|POST|PUT|PATCH|DELETE) (\/\S*)$/;
/** What the runtime may say of a connection. */
const STATUSES: ReadonlySet<string> = new Set(['available', 'connected', 'expiring', 'failed', 'missing']);

/**
 * The local mocks of services: an object from `<target>`, `<target> <payload>` or `<service id> <METHOD> <path>` to
 * what the call gives. A payload is looked for as Python's json.dumps writes it with sorted keys.
 * @throws AssayError mocks-malformed (input) for what is no object
 */
export function serviceMocks(document: JsonDocument): ServiceMock[] {
  const { value } = document;
  if (!isJsonObject(value)) throw malformed(document, 'an object from targets to answers');
  return Object.entries(value).map(([key, answer]) => ({
    key,
    value: answer,
    location: document.locate(pointerJoin('', key)),
    ...keyOf(key),
  }));
}

function keyOf(key: string): Pick<ServiceMock, 'target' | 'route' | 'fault' | 'payload' | 'canonical'> {
  const [, method, path] = ROUTE_KEY.exec(key) ?? [];
  if (method !== undefined && path !== undefined) return { route: `${method} ${path}` };
  const blank = key.indexOf(' ');
  const target = blank === -1 ? key : key.slice(0, blank);
  if (parseTarget(target) === undefined) return { fault: targetFault(target) ?? 'is no target' };
  if (blank === -1) return { target };
  const text = key.slice(blank + 1);
  let payload: JsonValue;
  try {
    payload = parseJson(text, { path: 'the payload', maxDepth: DEPTH.ownFormats }).value;
  } catch (error) {
    if (error instanceof AssayError) return { target, fault: 'has a payload that is no JSON after the target' };
    throw error;
  }
  const canonical = pythonCanonical(text);
  return { target, payload, ...(canonical === text ? {} : { canonical: `${target} ${canonical}` }) };
}

/**
 * The local mocks of connections: a list of objects with `id`, or an object from ids to them.
 * @throws AssayError mocks-malformed (input)
 */
export function connectionMocks(document: JsonDocument): ConnectionMock[] {
  const { value } = document;
  if (Array.isArray(value))
    return value.map((item: JsonValue, at) => {
      const id = isJsonObject(item) && typeof item.id === 'string' ? item.id : '';
      const fault = id === '' ? `[${at}] has no id` : statusFault(item);
      return connection(document, id === '' ? `[${at}]` : id, `/${at}`, fault);
    });
  if (!isJsonObject(value)) throw malformed(document, 'a list of connections, or an object from ids to connections');
  return Object.entries(value).map(([id, item]) => connection(document, id, pointerJoin('', id), statusFault(item)));
}

function connection(document: JsonDocument, id: string, pointer: string, fault: string | undefined): ConnectionMock {
  return { id, ...(fault === undefined ? {} : { fault }), location: document.locate(pointer) };
}

function statusFault(item: JsonValue): string | undefined {
  if (!isJsonObject(item)) return 'is no object';
  const { status } = item;
  if (status === undefined || (typeof status === 'string' && STATUSES.has(status))) return undefined;
  const words = typeof status === 'string' ? quote(status) : 'no text';
  return `has the status ${words}, expected one of ${[...STATUSES].join(', ')}`;
}

function malformed(document: JsonDocument, expected: string): Error {
  const location = document.locate('');
  return inputError(
    'mocks-malformed',
    `${location.path} holds no mocks: expected ${expected}`,
    'mend the file, or remove it',
    location,
  );
}
