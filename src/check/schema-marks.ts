import { pointerGet, pointerJoin } from '../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { type LeakKind, leakIn } from '../model/leaks.ts';
import { perInput } from './per-input.ts';

/** What a schema can promise of the strings at a place: `x-assay-pathFree`, `x-assay-tokenFree`. */
export type Mark = 'path-free' | 'token-free';

/** A string that breaks a mark: where in the instance it stands, items by `*`. Never what it is, nor its index. */
export interface BrokenMark {
  readonly mark: Mark;
  readonly pointer: string;
}

const MARKS = [
  ['x-assay-pathFree', 'path-free'],
  ['x-assay-tokenFree', 'token-free'],
] as const;

const TOKENS: ReadonlySet<LeakKind> = new Set([
  'process-token',
  'session-token',
  'nonce',
  'form-password',
  'credential',
  'private-key',
  'private-insert-uri',
]);

/** Strings of an instance that stand where the schema forbids what they hold; each place and mark once. */
export function brokenMarks(schema: JsonValue, instance: JsonValue): BrokenMark[] {
  const walk = new Walk(schema);
  walk.at(schema, instance, { shown: '', exact: '' });
  return walk.broken;
}

/** Whether a schema, or anything in it, is marked at all: most are not, and need no walk. Asked of one object once. */
export function hasMarks(schema: JsonValue): boolean {
  return isJsonObject(schema) ? isMarked(schema) : holdsMarks(schema);
}

const isMarked = perInput((schema: JsonObject) => holdsMarks(schema));

function holdsMarks(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holdsMarks);
  if (!isJsonObject(value)) return false;
  return MARKS.some(([keyword]) => value[keyword] === true) || Object.values(value).some(holdsMarks);
}

/** A place in an instance: as it is shown, and with the indexes of items. */
interface Place {
  readonly shown: string;
  readonly exact: string;
}

function below({ shown, exact }: Place, name: string, exactName: string | number): Place {
  return { shown: pointerJoin(shown, name), exact: pointerJoin(exact, exactName) };
}

class Walk {
  readonly broken: BrokenMark[] = [];
  private readonly root: JsonValue;
  private readonly seen = new Map<JsonObject, Set<string>>();

  constructor(root: JsonValue) {
    this.root = root;
  }

  /** Follows every keyword that says something about the instance or its members, whether it applies in the end or not. */
  at(schema: JsonValue | undefined, instance: JsonValue, place: Place): void {
    if (!isJsonObject(schema) || !this.isFirst(schema, place)) return;
    for (const [keyword, mark] of MARKS) if (schema[keyword] === true) this.check(mark, instance, place.shown);
    for (const same of sameInstance(schema)) this.at(same, instance, place);
    if (typeof schema.$ref === 'string' && /^#(?:\/|$)/.test(schema.$ref))
      this.at(pointerGet(this.root, decodedFragment(schema.$ref)), instance, place);
    if (Array.isArray(instance))
      for (const [at, item] of instance.entries()) this.at(itemSchema(schema, at), item, below(place, '*', at));
    else if (isJsonObject(instance))
      for (const [name, value] of Object.entries(instance))
        this.at(propertySchema(schema, name), value, below(place, name, name));
  }

  /** A schema that refers to itself in place is looked at once for each place. */
  private isFirst(schema: JsonObject, { exact }: Place): boolean {
    const places = this.seen.get(schema) ?? new Set();
    this.seen.set(schema, places);
    if (places.has(exact)) return false;
    places.add(exact);
    return true;
  }

  private check(mark: Mark, value: JsonValue, pointer: string): void {
    if (typeof value === 'string') {
      if (!breaks(mark, value) || this.broken.some((known) => known.mark === mark && known.pointer === pointer)) return;
      this.broken.push({ mark, pointer });
    } else if (Array.isArray(value)) {
      for (const item of value) this.check(mark, item, `${pointer}/*`);
    } else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) this.check(mark, member, pointerJoin(pointer, name));
    }
  }
}

function breaks(mark: Mark, text: string): boolean {
  if (mark === 'path-free')
    return /^(?:[/~\\]|\.{1,2}[/\\]|[A-Za-z]:[\\/])./.test(text) || leakIn(text, 'example') === 'file-path';
  const leak = leakIn(text, 'example');
  return leak !== undefined && TOKENS.has(leak);
}

function sameInstance(schema: JsonObject): JsonValue[] {
  const lists = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...lists, ...[schema.if, schema.then, schema.else].filter((branch) => branch !== undefined)];
}

function itemSchema({ prefixItems, items, additionalItems }: JsonObject, at: number): JsonValue | undefined {
  if (Array.isArray(prefixItems) && at < prefixItems.length) return prefixItems[at];
  if (!Array.isArray(items)) return items;
  return at < items.length ? items[at] : additionalItems;
}

function propertySchema({ properties, additionalProperties }: JsonObject, name: string): JsonValue | undefined {
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

function decodedFragment(reference: string): string {
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
}
