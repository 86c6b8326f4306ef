import { isJsonObject } from '../model/json/value.ts';
import { byTuple } from '../model/order.ts';
import { type Contract, erasedTemplate } from './model.ts';

type Key = readonly (string | number)[];

/** Sets by the name of their member; the same names in data are taken for sets too, which only makes the answer stricter. */
const SETS: ReadonlySet<string> = new Set([
  'aliases',
  'enum',
  'required',
  'requiredCapabilities',
  'reservedRoutePrefixes',
  'type',
]);
/** Maps from names to sets. */
const SET_MAPS: ReadonlySet<string> = new Set(['dependencies', 'dependentRequired']);

/**
 * Whether a contract stands in snapshot order already, every member of every object in the order of RFC 8785 included:
 * then its plain JSON is its canonical form. Says no where it would have to look closer.
 */
export function isSnapshotOrder(contract: Contract): boolean {
  const { capabilities, endpoints, services = [], tombstones = [], baselines = [], stableBaseline } = contract;
  return (
    isOrdered(contract, '') &&
    isFilledWherePresent(contract, ['reservedRoutePrefixes', 'baselines', 'services', 'tombstones']) &&
    [...(stableBaseline === undefined ? [] : [stableBaseline]), ...baselines].every(
      (baseline) => isSortedSet(baseline.capabilities) && isSortedSet(baseline.endpoints),
    ) &&
    ascends(baselines, ({ name }) => [name]) &&
    ascends(capabilities, ({ name }) => [name]) &&
    capabilities.every((item) => hasAll(item, ['deprecation']) && isFilledWherePresent(item, ['aliases'])) &&
    ascends(endpoints, ({ routeTemplate, method }) => [erasedTemplate(routeTemplate), method]) &&
    endpoints.every(
      (item) => isDescriptor(item) && ascends(item.errors ?? [], ({ status, code = '' }) => [status, code]),
    ) &&
    ascends(services, ({ namespace }) => [namespace]) &&
    services.every(
      (service) =>
        isFilledWherePresent(service, ['methods', 'events']) &&
        ascends(service.methods ?? [], ({ name }) => [name]) &&
        ascends(service.events ?? [], ({ name }) => [name]) &&
        (service.methods ?? []).every(
          (item) => isDescriptor(item) && ascends(item.errors ?? [], ({ code }) => [code]),
        ) &&
        (service.events ?? []).every(isDescriptor),
    ) &&
    ascends(tombstones, ({ kind, identity }) => [kind, identity])
  );
}

function isDescriptor(item: object): boolean {
  return hasAll(item, ['deprecation', 'requiredCapabilities']) && isFilledWherePresent(item, ['errors']);
}

function hasAll(item: object, names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(item, name));
}

function isFilledWherePresent(item: object, names: readonly string[]): boolean {
  return names.every((name) => {
    const list: unknown = Reflect.get(item, name);
    return list === undefined ? !Object.hasOwn(item, name) : Array.isArray(list) && list.length > 0;
  });
}

/** Strictly: two of one identity are ordered by more than it. */
function ascends<Item>(items: readonly Item[], key: (item: Item) => Key): boolean {
  let last: Key | undefined;
  for (const item of items) {
    const next = key(item);
    if (last !== undefined && byTuple(last, next) >= 0) return false;
    last = next;
  }
  return true;
}

/** Members of descriptors that hold a schema; under none of these names is an object a map of sets. */
const SCHEMAS: ReadonlySet<string> = new Set(['request', 'response', 'input', 'output', 'payload', 'schema']);
/** Items of lists, and schemas, that were found to be ordered: versions of a contract share most of theirs. */
const ordered = new WeakSet<object>();

/** Members in the order of their names at every depth, sets in order, and nothing that a snapshot leaves out. */
function isOrdered(value: unknown, name: string): boolean {
  if (Array.isArray(value))
    return (!SETS.has(name) || isSortedSet(value)) && value.every((item) => isOrdered(item, ''));
  if (!isJsonObject(value)) return value !== undefined;
  const isShared = name === '' || SCHEMAS.has(name);
  if (isShared && ordered.has(value)) return true;
  let last: string | undefined;
  for (const member of Object.keys(value)) {
    if (member === '$comment' || (last !== undefined && last >= member)) return false;
    last = member;
    const held = value[member];
    if (!isOrdered(held, SET_MAPS.has(name) && Array.isArray(held) ? 'required' : member)) return false;
  }
  if (isShared) ordered.add(value);
  return true;
}

/** Names are ordered as they are, values of schemas by their JSON text: a set must ascend in both. */
function isSortedSet(items: readonly unknown[]): boolean {
  let last: string | undefined;
  for (const item of items) {
    if (typeof item !== 'string') return items.length === 1;
    if (last !== undefined && (last >= item || JSON.stringify(last) >= JSON.stringify(item))) return false;
    last = item;
  }
  return true;
}
