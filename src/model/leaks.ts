import { pointerJoin } from './json/pointer.ts';
import type { JsonObject, JsonValue } from './json/value.ts';
import { isJsonObject } from './json/value.ts';
import type { LeakKind, Reading } from './leaks/kinds.ts';
import { leakByName, type NameSign, namesInstant, readingOf } from './leaks/names.ts';
import { leakIn } from './leaks/values.ts';

export { LEAK_KINDS, type LeakKind } from './leaks/kinds.ts';
export { leakIn } from './leaks/values.ts';

/** A value that must not be published: where and of what kind, never what. */
export interface Leak {
  readonly pointer: string;
  readonly kind: LeakKind;
}

/**
 * Every value of a document that must not be published: tokens, nonces, passwords and other credentials, request
 * bodies, query strings, file paths, sandbox commands, environment values, private keys, private insert URIs and
 * clocks. A value is seen by its look, or by its member's name. A name that itself looks like a leak is reported at the
 * object that holds it, so that no pointer repeats it.
 */
export function findLeaks(value: JsonValue): Leak[] {
  const scan = new Scan();
  scan.value(value, undefined, 'prose');
  return scan.leaks;
}

/** Members of a schema whose names are those of the data that it describes. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
/** Members of a schema that hold data. */
const SCHEMA_DATA = ['const', 'default', 'enum', 'example', 'examples'] as const;
/** Members that hold what their parent's name speaks of. */
const WRAPPED = ['value', 'values', 'raw', 'text', 'hex', 'base64'] as const;
/** What a description of a body has and a body hardly does (OpenAPI, JSON Schema). */
const BODY_DESCRIPTION = ['$ref', 'content', 'schema', 'type', 'properties'] as const;

interface KnownName {
  readonly sign: NameSign | undefined;
  readonly reading: Reading;
  readonly leak: LeakKind | undefined;
}

/** Longer texts are rarely repeated. */
const SHORT = 64;

class Scan {
  readonly leaks: Leak[] = [];
  private readonly place: (string | number)[] = [];
  private readonly names = new Map<string, KnownName>();
  /** Short texts that were looked at, by reading: documents say the same few words over and over. */
  private readonly texts = new Map<Reading, Map<string, LeakKind | undefined>>();

  /** @param parent name of the member that holds the value */
  value(value: JsonValue, parent: string | undefined, reading: Reading): void {
    if (typeof value === 'string') this.report(this.text(value, reading));
    else if (typeof value === 'number') this.report(isInstant(value, parent) ? 'clock' : undefined);
    else if (Array.isArray(value)) this.items(value, parent, reading);
    else if (isJsonObject(value)) this.members(value, parent, reading);
  }

  private text(text: string, reading: Reading): LeakKind | undefined {
    if (text.length > SHORT) return leakIn(text, reading);
    let known = this.texts.get(reading);
    if (known === undefined) {
      known = new Map();
      this.texts.set(reading, known);
    }
    if (!known.has(text)) known.set(text, leakIn(text, reading));
    return known.get(text);
  }

  private items(items: readonly JsonValue[], parent: string | undefined, reading: Reading): void {
    // Neither here nor for members an iterator: there are hundreds of thousands.
    for (let index = 0; index < items.length; index += 1) {
      this.place.push(index);
      this.value(items[index] ?? null, parent, reading);
      this.place.pop();
    }
  }

  private members(object: JsonObject, parent: string | undefined, reading: Reading): void {
    const describes = parent !== undefined && NAME_MAPS.has(parent);
    const names = Object.keys(object);
    if (names.includes('kty') && isPrivateJwk(object)) {
      this.report('private-key');
      return;
    }
    for (const name of names) {
      const value = object[name];
      if (value === undefined) continue;
      const known = this.known(name, parent === 'patternProperties');
      if (known.leak !== undefined) {
        this.report(known.leak);
        continue;
      }
      this.place.push(name);
      if (known.sign !== undefined && holds(known.sign, value, describes)) this.report(known.sign.kind);
      else
        this.value(
          value,
          name,
          this.reading(name, parent, reading === 'example' || describes ? reading : known.reading),
        );
      this.place.pop();
    }
  }

  /** A route may be written as {method, path}. */
  private reading(name: string, parent: string | undefined, usual: Reading): Reading {
    return name === 'path' && parent === 'route' ? 'route' : usual;
  }

  private known(name: string, isPattern: boolean): KnownName {
    const key = isPattern ? `~${name}` : name;
    let known = this.names.get(key);
    if (known === undefined) {
      known = {
        sign: leakByName(name),
        reading: readingOf(name),
        leak: leakIn(name, isPattern ? 'pattern' : 'prose'),
      };
      this.names.set(key, known);
    }
    return known;
  }

  private report(kind: LeakKind | undefined): void {
    if (kind !== undefined) this.leaks.push({ pointer: pointerJoin('', ...this.place), kind });
  }
}

/** True where a value is what its name says. `describes`: the name is a schema's property, so only its data counts. */
function holds(sign: NameSign, value: JsonValue, describes: boolean): boolean {
  if (typeof value === 'string') return isText(sign, value);
  if (typeof value === 'number') return sign.when === 'scalar' || (sign.when === 'any' && value !== 0);
  if (Array.isArray(value))
    return sign.when === 'any'
      ? value.length > 0
      : value.some((item) => typeof item === 'string' && !isWord(item) && isText(sign, item));
  if (!isJsonObject(value)) return false;
  // An instant that a schema shows is nobody's clock.
  if (describes) return sign.kind !== 'clock' && SCHEMA_DATA.some((member) => holdsData(sign, value[member]));
  if (sign.when === 'map') return Object.values(value).some((item) => isScalar(item));
  if (sign.when === 'any')
    return Object.keys(value).length > 0 && !BODY_DESCRIPTION.some((name) => Object.hasOwn(value, name));
  return WRAPPED.some((member) => holdsData(sign, value[member]));
}

function holdsData(sign: NameSign, value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsData(sign, item));
  if (typeof value === 'string') return isText(sign, value);
  return typeof value === 'number' && sign.when === 'scalar';
}

function isText(sign: NameSign, text: string): boolean {
  if (/^\s*$/.test(text) || isStandIn(text)) return false;
  if (sign.when === 'map') return text.includes('=');
  return sign.when !== 'absolute-path' || /^(?:[/~\\]|[A-Za-z]:)/.test(text);
}

/** Text that stands where a value was taken out, or would be: `<redacted>`, `***`, `{token}`, `${token}`, `…`. */
function isStandIn(text: string): boolean {
  return /^(?:<[^<>]*>|\{[^{}]*\}|\$\{[^{}]*\}|\[?redacted\]?|[*•x.…-]+)$/i.test(text.trim());
}

/** A name and no secret, as in a list of the secrets that an app asks for: `API_KEY`, `session.read`. */
function isWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z_.:-]*$/.test(text);
}

function isScalar(value: JsonValue): boolean {
  return typeof value === 'string' ? value !== '' && !isStandIn(value) : typeof value === 'number';
}

/** Seconds, milliseconds or microseconds since 1970, from 2001 to 2100, under a name that tells of an instant. */
function isInstant(value: number, name: string | undefined): boolean {
  if (name === undefined || !namesInstant(name)) return false;
  return [1, 1e3, 1e6].some((unit) => value >= 1e9 * unit && value < 4.2e9 * unit);
}

/** RFC 7517: a key with its private part. */
function isPrivateJwk(object: JsonObject): boolean {
  return typeof object.kty === 'string' && typeof (object.d ?? object.k) === 'string';
}
