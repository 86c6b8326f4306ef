import { isJsonObject } from './value.ts';

/** Thrown for a value that RFC 8785 can't carry: NaN, Infinity, undefined, a lone surrogate, a non-JSON type. */
export class CanonicalError extends Error {
  override readonly name = 'CanonicalError';
}

/**
 * RFC 8785 (JCS) canonical JSON: keys by UTF-16 code unit, ECMAScript numbers, no whitespace.
 * Members whose value is `undefined` are left out, as JSON.stringify does.
 * @throws CanonicalError for NaN, Infinity, lone surrogates and values that are not JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return exact(value);
  // What JSON.stringify writes as RFC 8785 does, once its members are in order, is most of what there is.
  const ordered = inOrder(value, NONE);
  return ordered === undefined ? exact(value) : JSON.stringify(ordered);
}

/** Objects that are in canonical order at every depth, and that JSON.stringify writes as {@link canonicalJson} does. */
export type Ordered = Pick<WeakSet<object>, 'has'>;

const NONE: Ordered = new WeakSet();

/**
 * The value with its members in order at every depth, so that JSON.stringify writes it, and whatever is in it, as
 * {@link canonicalJson} does. Undefined for what JSON.stringify writes otherwise in any order.
 * @param known what need not be looked at
 */
export function inCanonicalOrder<Value extends object>(value: Value, known: Ordered): Value | undefined;
export function inCanonicalOrder(value: object, known: Ordered): object | undefined {
  return inOrder(value, known);
}

/**
 * The value with its members in order at every depth, itself where it is so already; undefined where JSON.stringify
 * would still write it otherwise: keys that JavaScript orders by itself, and values that RFC 8785 refuses.
 */
function inOrder(value: object, known: Ordered): object | undefined {
  if (known.has(value)) return value;
  if (Array.isArray(value)) return itemsInOrder(value, known);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!isJsonObject(value) || (prototype !== Object.prototype && prototype !== null)) return undefined;
  const names = Object.keys(value);
  const isSorted = ascend(names);
  // A value that is in order already is given back as it is.
  let ordered: Record<string, unknown> | undefined = isSorted ? undefined : {};
  const keys = isSorted ? names : names.sort();
  for (const key of keys) {
    if (!isPlainName(key)) return undefined;
    const member = value[key];
    let inner: unknown = member;
    if (typeof member === 'object' && member !== null) {
      inner = inOrder(member, known);
      if (inner === undefined) return undefined;
    } else if (member !== undefined && !isPlainScalar(member)) return undefined;
    if (ordered === undefined && inner !== member) ordered = membersBefore(value, keys, key);
    if (ordered !== undefined) ordered[key] = inner;
  }
  return ordered ?? value;
}

function ascend(names: readonly string[]): boolean {
  let last = '';
  for (const name of names) {
    if (name < last) return false;
    last = name;
  }
  return true;
}

function membersBefore(
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  end: string,
): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const key of keys) {
    if (key === end) break;
    members[key] = value[key];
  }
  return members;
}

function itemsInOrder(items: readonly unknown[], known: Ordered): readonly unknown[] | undefined {
  let ordered: unknown[] | undefined;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    const inner =
      typeof item === 'object' && item !== null ? inOrder(item, known) : isPlainScalar(item) ? item : undefined;
    if (inner === undefined) return undefined;
    if (ordered === undefined && inner !== item) ordered = items.slice(0, at);
    ordered?.push(inner);
  }
  return ordered ?? items;
}

/** Neither a number to JavaScript, nor `__proto__`, nor a method that JSON.stringify calls, nor text of wide characters. */
const PLAIN_KEY = /^(?!toJSON$)[$A-Za-z/#][ !#-[\]-~]*$/;

/** True for a member's name that JSON.stringify writes, and JavaScript orders, as RFC 8785 does. */
export function isPlainName(name: string): boolean {
  return PLAIN_KEY.test(name);
}

/** True for a value, neither object nor array, that JSON.stringify writes as RFC 8785 does. */
export function isPlainScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  return typeof value === 'boolean' || value === null || (typeof value === 'number' && Number.isFinite(value));
}

/** The same, without any shortcut. */
function exact(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      // RFC 8785 §3.2.2.3: ECMAScript Number::toString, and -0 is written 0.
      if (!Number.isFinite(value)) throw new CanonicalError(`${value} has no JSON form`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(exact).join(',')}]`;
      if (isJsonObject(value)) return canonicalObject(value);
      break;
    default:
      break;
  }
  throw new CanonicalError(`a ${typeof value} has no JSON form`);
}

function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  const members: string[] = [];
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    members.push(`${canonicalString(key)}:${exact(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** Without a comparator, JavaScript sorts strings by UTF-16 code unit, which is RFC 8785's order (§3.2.3). */
function sortedKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).sort();
}

/** Printable ASCII without quote and backslash stands for itself. */
const PLAIN = /^[ !#-[\]-~]*$/;

function canonicalString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // RFC 8785 §3.2.2.2: a lone surrogate can't be encoded as UTF-8, so it must be refused.
  if (!text.isWellFormed()) throw new CanonicalError('a lone surrogate has no UTF-8 form');
  return JSON.stringify(text);
}

/** The reviewable form: JCS key order, two spaces, LF, one trailing LF. Digests are over the compact form, never over this. */
export function canonicalPretty(value: unknown): string {
  const ordered = typeof value === 'object' && value !== null ? inOrder(value, NONE) : undefined;
  return `${ordered === undefined ? pretty(value, '') : JSON.stringify(ordered, null, 2)}\n`;
}

function pretty(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + pretty(item, inner)).join(',\n')}\n${indent}]`;
  }
  if (!isJsonObject(value)) return canonicalJson(value);
  const members: string[] = [];
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined) members.push(`${inner}${canonicalString(key)}: ${pretty(member, inner)}`);
  }
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}
