import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { EVENT_ALIASES, METHOD_ALIASES, SECRET_ALIASES } from './palette-aliases.ts';
import { type KeptRequirement, type MappedRequirement, splitRequired } from './requires-to-consumes.ts';

type Spellings = readonly (readonly [string, ...string[]])[];

export interface NormalisedPalette {
  readonly json: JsonObject;
  readonly mapped: readonly MappedRequirement[];
  readonly kept: readonly KeptRequirement[];
}

/**
 * The one form of a palette manifest, whatever its spellings. Two spellings of one key must not contradict each other
 * (aliasConflicts). What is not as the schema demands stays as it is.
 */
export function normalisePalette(json: JsonObject): NormalisedPalette {
  const requires = member(json, 'requires');
  const { consumed, rest, mapped, kept } = splitRequired(requires?.services);
  const document = without(
    {
      ...json,
      ...mapMember(json, 'provides', normaliseProvides),
      ...mapMember(json, 'secrets', (secrets) => mapValues(secrets, normaliseSecret)),
      ...mapMember(json, 'connections', (all) => mapItems(all, normaliseConnection)),
      ...mapMember(json, 'platform_services', normalisePlatformServices),
      ...requirements(requires, rest),
      ...consumption(member(json, 'consumes'), consumed),
    },
    ['requires', 'consumes'],
  );
  return { json: document, mapped, kept };
}

/** Takes out the members of these names that say nothing: an object without members. */
function without(json: JsonObject, names: readonly string[]): JsonObject {
  const says = ([name, value]: [string, JsonValue]): boolean =>
    !names.includes(name) || !isJsonObject(value) || Object.keys(value).length > 0;
  return Object.fromEntries(Object.entries(json).filter(says));
}

function member(json: JsonObject, name: string): JsonObject | undefined {
  const value = Object.hasOwn(json, name) ? json[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}

function mapMember(json: JsonObject, name: string, change: (value: JsonValue) => JsonValue): JsonObject {
  const value = Object.hasOwn(json, name) ? json[name] : undefined;
  return value === undefined ? {} : { [name]: change(value) };
}

function mapItems(list: JsonValue, change: (item: JsonValue) => JsonValue): JsonValue {
  return Array.isArray(list) ? list.map(change) : list;
}

function mapValues(map: JsonValue, change: (value: JsonValue) => JsonValue): JsonValue {
  return isJsonObject(map)
    ? Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]))
    : map;
}

/** Gives every aliased member its first spelling. */
function respell(object: JsonObject, spellings: Spellings): JsonObject {
  const canonical = new Map(spellings.flatMap(([first, ...others]) => others.map((other) => [other, first] as const)));
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [canonical.get(name) ?? name, value]));
}

function upper(object: JsonObject, name: string): JsonObject {
  return mapMember(object, name, (value) => (typeof value === 'string' ? value.toUpperCase() : value));
}

function normaliseProvides(provides: JsonValue): JsonValue {
  if (!isJsonObject(provides)) return provides;
  return {
    ...provides,
    ...mapMember(provides, 'services', (services) => mapItems(services, normaliseService)),
    ...mapMember(provides, 'events', (events) => mapItems(events, normaliseEvent)),
  };
}

function normaliseService(service: JsonValue): JsonValue {
  if (!isJsonObject(service)) return service;
  return {
    ...service,
    ...mapMember(service, 'routes', (routes) =>
      mapItems(routes, (route) => (isJsonObject(route) ? { ...route, ...upper(route, 'method') } : route)),
    ),
    ...mapMember(service, 'methods', (methods) => mapItems(methods, normaliseMethod)),
  };
}

function normaliseMethod(method: JsonValue): JsonValue {
  if (!isJsonObject(method)) return method;
  return respell({ ...method, ...upper(method, 'route_method') }, METHOD_ALIASES);
}

function normaliseEvent(event: JsonValue): JsonValue {
  if (typeof event === 'string') return { id: event };
  return isJsonObject(event) ? respell(event, EVENT_ALIASES) : event;
}

/** A secret with its scopes as a sorted list. */
export function normaliseSecret(secret: JsonValue): JsonValue {
  if (!isJsonObject(secret)) return secret;
  const scopes = mapMember(secret, 'scope', (scope) => {
    if (typeof scope === 'string') return [scope];
    return Array.isArray(scope) && scope.every((item) => typeof item === 'string')
      ? [...new Set(scope)].sort(byCodeUnit)
      : scope;
  });
  return respell({ ...secret, ...scopes }, SECRET_ALIASES);
}

/** A connection with its defaults. */
export function normaliseConnection(connection: JsonValue): JsonValue {
  return isJsonObject(connection) ? { auth: 'oauth2', required: false, ...connection } : connection;
}

function normalisePlatformServices(services: JsonValue): JsonValue {
  if (Array.isArray(services) && services.every((name) => typeof name === 'string'))
    return Object.fromEntries(services.map((name) => [name, { required: false }]));
  return mapValues(services, (service) =>
    isJsonObject(service) ? dropDefault({ required: false, ...service }, 'billing', null) : service,
  );
}

/** A requirement or a consumed target with what it leaves unsaid; no reason is an empty reason. */
function explicit(entry: JsonValue): JsonValue {
  return isJsonObject(entry) ? dropDefault({ required: true, ...entry }, 'reason', '') : entry;
}

function dropDefault(object: JsonObject, name: string, value: JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key, item]) => key !== name || item !== value));
}

function requirements(requires: JsonObject | undefined, services: readonly JsonValue[]): JsonObject {
  if (requires === undefined) return {};
  const lists = { ...requires, ...mapMember(requires, 'apps', (apps) => mapItems(apps, explicit)) };
  return {
    requires: dropEmpty({
      ...lists,
      ...(Array.isArray(requires.services) ? { services: services.map(explicit) } : {}),
    }),
  };
}

/** `consumes` with its entries as objects, each thing once, by target. @param more entries from elsewhere */
export function consumption(consumes: JsonObject | undefined, more: readonly JsonObject[]): JsonObject {
  if (consumes === undefined && more.length === 0) return {};
  const lists = ['services', 'events'].map((name): JsonObject => {
    const written = consumes !== undefined && Object.hasOwn(consumes, name) ? consumes[name] : [];
    if (!Array.isArray(written)) return written === undefined ? {} : { [name]: written };
    return { [name]: sorted([...written, ...(name === 'services' ? more : [])].map(consumedEntry)) };
  });
  return { consumes: dropEmpty(Object.assign({}, consumes, ...lists)) };
}

function consumedEntry(entry: JsonValue): JsonValue {
  return explicit(typeof entry === 'string' ? { target: entry } : entry);
}

/** By target, and each thing once: neither order nor repetition of consumed targets has a meaning. */
function sorted(entries: readonly JsonValue[]): JsonValue[] {
  const target = (entry: JsonValue): string =>
    isJsonObject(entry) && typeof entry.target === 'string' ? entry.target : '';
  const byJson = new Map(entries.map((entry) => [canonicalJson(entry), entry]));
  return [...byJson]
    .sort(([a, left], [b, right]) => byCodeUnit(target(left), target(right)) || byCodeUnit(a, b))
    .map(([, entry]) => entry);
}

function dropEmpty(lists: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => !Array.isArray(list) || list.length > 0));
}
