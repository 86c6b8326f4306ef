import type { Service, ServiceEvent, ServiceMethod, Stability } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import type { DiffInput } from './diff-rule.ts';
import { isLawfulRemoval } from './lawful-removal.ts';
import { added, kept, type Pair, removed, type Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { promise } from './promise.ts';
import { isTyped } from './schema-hits.ts';

/** A method or an event by its identity, `ns/vN#name`. */
export interface Target<Item> {
  readonly identity: string;
  readonly side: Side<Item>;
}

/** A method or an event that is on both sides; `identity` is the current one. */
export interface ContinuedTarget<Item> {
  readonly identity: string;
  readonly baseline: Side<Item>;
  readonly current: Side<Item>;
}

/** A method that has another name now. */
export interface RenamedMethod extends ContinuedTarget<ServiceMethod> {
  readonly was: string;
}

/** A service that only one side has, with its methods and events, which are not told one by one. */
export interface WholeService {
  readonly identity: string;
  readonly side: Side<Service>;
  readonly members: readonly Target<ServiceMethod | ServiceEvent>[];
  /** Another major of the same name that the other contract has. */
  readonly otherMajor: string | undefined;
}

/** What became of every service, method and event: each of either side is in exactly one list. */
export interface ServiceMoves {
  readonly removedServices: readonly WholeService[];
  readonly addedServices: readonly WholeService[];
  readonly methods: readonly ContinuedTarget<ServiceMethod>[];
  readonly events: readonly ContinuedTarget<ServiceEvent>[];
  readonly renamedMethods: readonly RenamedMethod[];
  /** Methods that are events now. */
  readonly methodsToEvents: readonly ContinuedTarget<ServiceMethod | ServiceEvent>[];
  readonly eventsToMethods: readonly ContinuedTarget<ServiceMethod | ServiceEvent>[];
  readonly removedMethods: readonly Target<ServiceMethod>[];
  readonly addedMethods: readonly Target<ServiceMethod>[];
  readonly removedEvents: readonly Target<ServiceEvent>[];
  readonly addedEvents: readonly Target<ServiceEvent>[];
}

/** Follows every service, method and event from the baseline to the current contract. */
export const serviceMoves = perInput((input: DiffInput): ServiceMoves => {
  const { pairs } = input;
  const removedServices = wholeServices(input, 'baseline');
  const addedServices = wholeServices(input, 'current');
  const folded = new Set([...removedServices, ...addedServices].map(({ identity }) => identity));
  const alone = <Item>(targets: readonly Target<Item>[]): Target<Item>[] =>
    targets.filter(({ identity }) => !folded.has(serviceOf(identity)));
  const methods = { removed: alone(gone(pairs.methods)), added: alone(fresh(pairs.methods)) };
  const events = { removed: alone(gone(pairs.events)), added: alone(fresh(pairs.events)) };
  const methodsToEvents = sameIdentity(methods.removed, events.added);
  const eventsToMethods = sameIdentity(events.removed, methods.added);
  const left = {
    removed: without(methods.removed, methodsToEvents),
    added: without(methods.added, eventsToMethods),
  };
  const renamedMethods = renames(left.removed, left.added, input);
  const taken = new Set(renamedMethods.flatMap(({ was, identity }) => [was, identity]));
  return {
    removedServices,
    addedServices,
    methods: [...kept(pairs.methods)],
    events: [...kept(pairs.events)],
    renamedMethods,
    methodsToEvents,
    eventsToMethods,
    removedMethods: left.removed.filter(({ identity }) => !taken.has(identity)),
    addedMethods: left.added.filter(({ identity }) => !taken.has(identity)),
    removedEvents: without(events.removed, eventsToMethods),
    addedEvents: without(events.added, methodsToEvents),
  };
});

/** Methods that live on, under whatever name. */
export const continuedMethods = perInput((input: DiffInput): readonly ContinuedTarget<ServiceMethod>[] => {
  const { methods, renamedMethods } = serviceMoves(input);
  return [...methods, ...renamedMethods];
});

/** `hr/v1` of `hr/v1#members.list`. */
export function serviceOf(target: string): string {
  return target.slice(0, target.indexOf('#'));
}

/** The service's name and major: `hr/v1` is 1 of `hr`. */
export function majorOf(service: string): { readonly name: string; readonly major: number } {
  const slash = service.lastIndexOf('/v');
  return { name: service.slice(0, slash), major: Number(service.slice(slash + 2)) };
}

/** The members of a removed service that went without a lawful announcement; the most promised of them decides the severity. */
export function unlawfullyGone(
  { members }: WholeService,
  input: DiffInput,
): readonly Target<ServiceMethod | ServiceEvent>[] {
  return members.filter(({ side }) => !isLawfulRemoval(side.item, input));
}

/** The stability of the most promised of a service's members: a service has none of its own. */
export function mostPromised(members: WholeService['members']): Stability {
  const [first = 'internal', ...others] = members.map(({ side }) => side.item.stability);
  return others.reduce((most, next) => (promise(next) > promise(most) ? next : most), first);
}

function wholeServices({ pairs, baseline, current }: DiffInput, on: 'baseline' | 'current'): WholeService[] {
  const services = on === 'baseline' ? gone(pairs.services) : fresh(pairs.services);
  if (services.length === 0) return [];
  const other = on === 'baseline' ? current : baseline;
  const otherServices = (other.contract.services ?? []).map(({ namespace }) => namespace);
  const sides = <Item>(list: readonly Pair<Item>[]): Target<Item>[] =>
    list.flatMap((pair) => (pair[on] === undefined ? [] : [{ identity: pair.identity, side: pair[on] }]));
  const members = groupBy<Target<ServiceMethod | ServiceEvent>, string>(
    [...sides(pairs.methods), ...sides(pairs.events)],
    ({ identity }) => serviceOf(identity),
  );
  return services.map(({ identity, side }) => ({
    identity,
    side,
    members: members.get(identity) ?? [],
    otherMajor: nearestMajor(identity, otherServices),
  }));
}

/** The next major above, else the highest below. */
function nearestMajor(service: string, others: readonly string[]): string | undefined {
  const { name, major } = majorOf(service);
  const majors = others
    .map(majorOf)
    .filter((other) => other.name === name)
    .map((other) => other.major);
  const above = majors.filter((other) => other > major);
  const chosen = above.length > 0 ? Math.min(...above) : Math.max(0, ...majors);
  return chosen === 0 ? undefined : `${name}/v${chosen}`;
}

function gone<Item>(pairs: readonly Pair<Item>[]): Target<Item>[] {
  return [...removed(pairs)].map(({ identity, baseline }) => ({ identity, side: baseline }));
}

function fresh<Item>(pairs: readonly Pair<Item>[]): Target<Item>[] {
  return [...added(pairs)].map(({ identity, current }) => ({ identity, side: current }));
}

function sameIdentity<Before, After>(
  before: readonly Target<Before>[],
  after: readonly Target<After>[],
): ContinuedTarget<Before | After>[] {
  const found = new Map(after.map(({ identity, side }) => [identity, side]));
  return before.flatMap(({ identity, side }): ContinuedTarget<Before | After>[] => {
    const current = found.get(identity);
    return current === undefined ? [] : [{ identity, baseline: side, current }];
  });
}

function without<Item>(targets: readonly Target<Item>[], taken: readonly { identity: string }[]): Target<Item>[] {
  const identities = new Set(taken.map(({ identity }) => identity));
  return targets.filter(({ identity }) => !identities.has(identity));
}

/** A method that is gone lives on in a new one of its service that alone has the very same input and output. */
function renames(
  before: readonly Target<ServiceMethod>[],
  after: readonly Target<ServiceMethod>[],
  { schemas }: DiffInput,
): RenamedMethod[] {
  if (before.length === 0 || after.length === 0) return [];
  const shape = ({ identity, side: { item } }: Target<ServiceMethod>): string | undefined =>
    isTyped(item.input) || isTyped(item.output)
      ? `${serviceOf(identity)} ${schemas.digest(item.input)} ${schemas.digest(item.output)}`
      : undefined;
  const fresh = groupBy(after, shape);
  return [...groupBy(before, shape)].flatMap(([key, [old, otherOld]]): RenamedMethod[] => {
    const [now, otherNow] = fresh.get(key) ?? [];
    if (old === undefined || now === undefined || otherOld !== undefined || otherNow !== undefined) return [];
    return [{ was: old.identity, identity: now.identity, baseline: old.side, current: now.side }];
  });
}
