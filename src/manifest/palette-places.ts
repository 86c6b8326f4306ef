import { digestJson } from '../model/digest.ts';
import { pointerGet, pointerJoin, pointerTokens } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';

/** A value and where it stands. */
export interface Placed {
  readonly pointer: string;
  readonly value: JsonValue;
}

/** Objects whose members are named by the author. */
const MAPS: ReadonlySet<string> = new Set(['/secrets', '/platform_services']);
/** Members that name an item of a list, the first that is there. */
const NAMES = ['id', 'name', 'topic', 'target'];

/** The values at a place such as `/connections/*` + `/id`, where `*` stands for every item and every member. */
export function valuesAt(json: JsonValue, place: string): Placed[] {
  return pointerTokens(place).reduce<Placed[]>(
    (values, token) => values.flatMap((parent) => step(parent, token)),
    [{ pointer: '', value: json }],
  );
}

function step({ pointer, value }: Placed, token: string): Placed[] {
  const at = (key: string | number, inner: JsonValue): Placed => ({ pointer: pointerJoin(pointer, key), value: inner });
  if (Array.isArray(value)) return token === '*' ? value.map((item: JsonValue, index) => at(index, item)) : [];
  if (!isJsonObject(value)) return [];
  if (token === '*') return Object.entries(value).map(([name, inner]) => at(name, inner));
  const inner = Object.hasOwn(value, token) ? value[token] : undefined;
  return inner === undefined ? [] : [at(token, inner)];
}

/** The texts at a place. */
export function textsAt(json: JsonValue, place: string): { readonly pointer: string; readonly value: string }[] {
  return valuesAt(json, place).flatMap(({ pointer, value }) => (typeof value === 'string' ? [{ pointer, value }] : []));
}

/** The scopes of one connection: texts of the list `scopes` below a pointer. */
export function scopesOf(json: JsonObject, pointer: string): { readonly pointer: string; readonly value: string }[] {
  const scopes = pointerGet(json, `${pointer}/scopes`);
  return textsAt(scopes ?? null, '/*').map((text) => ({ ...text, pointer: `${pointer}/scopes${text.pointer}` }));
}

/** The place of a pointer: `*` for each index and each name that the author chose. */
export function placeOf(json: JsonObject, pointer: string): string {
  let place = '';
  let value: JsonValue | undefined = json;
  for (const token of pointerTokens(pointer)) {
    place += Array.isArray(value) || MAPS.has(place) ? '/*' : pointerJoin('', token);
    value = value === undefined ? undefined : pointerGet(value, pointerJoin('', token));
  }
  return place;
}

/** How people write a pointer: `connections[1].id`. */
export function shownAt(json: JsonObject, pointer: string): string {
  let shown = '';
  let value: JsonValue | undefined = json;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(value)) shown += `[${token}]`;
    else shown += shown === '' ? token : `.${token}`;
    value = value === undefined ? undefined : pointerGet(value, pointerJoin('', token));
  }
  return shown;
}

/** Names what a pointer leads to without any index: items by their own name, nameless ones by their digest. */
export function subjectOf(json: JsonObject, pointer: string): string[] {
  const subject: string[] = [];
  let value: JsonValue | undefined = json;
  for (const token of pointerTokens(pointer)) {
    const inner: JsonValue | undefined = value === undefined ? undefined : pointerGet(value, pointerJoin('', token));
    if (Array.isArray(value)) subject.push(...itemName(inner));
    else subject.push(token);
    value = inner;
  }
  return subject;
}

/** A nameless item may hold thousands of faults, and each of them names it. */
const digests = new WeakMap<object, string>();

function digestOf(item: JsonValue): string {
  if (typeof item !== 'object' || item === null) return digestJson(item);
  const known = digests.get(item) ?? digestJson(item);
  digests.set(item, known);
  return known;
}

function itemName(item: JsonValue | undefined): string[] {
  if (typeof item === 'string') return [item];
  if (isJsonObject(item)) {
    for (const name of NAMES) if (typeof item[name] === 'string' && item[name] !== '') return [item[name]];
    if (typeof item.method === 'string' && typeof item.path === 'string') return [item.method, item.path];
  }
  return [digestOf(item ?? null)];
}
