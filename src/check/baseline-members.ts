import type { Baseline, Contract, Endpoint, Stability } from '../contract/model.ts';
import type { JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { audienceOf } from './audience.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import { endpointMoves, endpointSubject } from './endpoint-moves.ts';
import { isEnding, type Living } from './lifecycle-items.ts';
import { erased, livesByIdentity } from './replacements.ts';
import { compareSets } from './set-difference.ts';
import { isBaselineEndpoint } from './stable-baseline.ts';

/** A named set of descriptors that a contract guarantees, and where it stands. */
export interface NamedBaseline
  extends Pick<Baseline, 'name' | 'contractVersion' | 'capabilities' | 'endpoints' | 'state'> {
  /** RFC 6901 pointer into the contract. */
  readonly pointer: string;
}

/** Every baseline of a contract: the stable one, then the others that have another name. */
export function namedBaselines({ stableBaseline, baselines = [] }: Contract): NamedBaseline[] {
  const stable = stableBaseline === undefined ? [] : [{ ...stableBaseline, pointer: '/stableBaseline' }];
  const others = baselines.map((baseline, index) => ({ ...baseline, pointer: `/baselines/${index}` }));
  return [...stable, ...others.filter(({ name }) => name !== stableBaseline?.name)];
}

/** One descriptor that a baseline guarantees. */
export interface BaselineMember {
  readonly baseline: NamedBaseline;
  readonly kind: 'capability' | 'endpoint';
  readonly identity: string;
  /** Absent where the contract does not have it. */
  readonly life: Living | undefined;
  readonly pointer: string;
}

/** Every member of every baseline. */
export function* baselineMembers(contract: Contract): Generator<BaselineMember> {
  const lives = livesByIdentity(contract);
  for (const baseline of namedBaselines(contract))
    for (const [kind, list] of [
      ['capability', 'capabilities'],
      ['endpoint', 'endpoints'],
    ] as const)
      for (const [index, identity] of baseline[list].entries()) {
        const pointer = `${baseline.pointer}/${list}/${index}`;
        yield { baseline, kind, identity: erased(identity), life: lives.get(erased(identity)), pointer };
      }
}

/** Whether apps can't count on a descriptor: it is no stable one, or not for them. */
export function isRestricted(life: Living): boolean {
  if (life.stability !== 'stable' && !isEnding(life.stability)) return true;
  return 'audience' in life && audienceOf(life) === 'operator-only';
}

/** A baseline that has other members than under the same name before. */
export interface BaselineChange {
  readonly name: string;
  readonly pointer: string;
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/** Baselines that both contracts have under one name, with other members. What left the stable one has rules of its own. */
export function baselineChanges(baseline: Contract, current: Contract): BaselineChange[] {
  const before = new Map(namedBaselines(baseline).map((one) => [one.name, one]));
  return namedBaselines(current).flatMap((now): BaselineChange[] => {
    const then = before.get(now.name);
    if (then === undefined) return [];
    const { missing: joined, extra } = compareSets(membersOf(then), membersOf(now));
    const left = now.pointer === '/stableBaseline' ? [] : extra;
    return joined.length === 0 && left.length === 0 ? [] : [{ name: now.name, pointer: now.pointer, joined, left }];
  });
}

function membersOf({ capabilities, endpoints }: NamedBaseline): string[] {
  return [...capabilities, ...endpoints.map(erased)].sort(byCodeUnit);
}

/** An endpoint of the stable baseline that is another than it was guaranteed. */
export interface FrozenChange {
  readonly subject: Subject;
  readonly pointer: string;
  /** The members that changed, as the contract calls them. */
  readonly members: readonly string[];
  readonly before: JsonValue;
  readonly after: JsonValue;
  readonly stability: Stability;
}

/** What crypta freezes of an endpoint with a baseline, besides its method and route. */
const FROZEN = [
  'routeFamily',
  'actionLabel',
  'requiredCapabilities',
  'hostOperatorBypassAllowed',
  'appProcessPrincipalsAllowed',
  'appBrowserPrincipalsAllowed',
] as const;

/** Endpoints of the stable baseline that were changed in a way that other rules take for harmless. */
export function frozenChanges(input: DiffInput): FrozenChange[] {
  return endpointMoves(input).kept.flatMap(({ baseline, current }): FrozenChange[] => {
    if (!isBaselineEndpoint(input.baseline.contract, baseline.item)) return [];
    const changed = FROZEN.filter((member) => isWidened(member, baseline.item, current.item));
    if (changed.length === 0) return [];
    const pick = (item: Endpoint): JsonValue =>
      Object.fromEntries(changed.map((member) => [member, frozenValue(item, member)]));
    return [
      {
        subject: endpointSubject(current.item),
        pointer: current.pointer,
        members: changed,
        before: pick(baseline.item),
        after: pick(current.item),
        stability: baseline.item.stability,
      },
    ];
  });
}

/** What was taken from an endpoint is an error of its own rule; what was given, or named otherwise, is only one within a baseline. */
function isWidened(member: (typeof FROZEN)[number], before: Endpoint, after: Endpoint): boolean {
  if (member === 'requiredCapabilities') {
    const { missing, extra } = compareSets(before[member], after[member]);
    return missing.length === 0 && extra.length > 0;
  }
  if (member === 'routeFamily' || member === 'actionLabel') return before[member] !== after[member];
  return !before[member] && after[member];
}

function frozenValue(item: Endpoint, member: (typeof FROZEN)[number]): JsonValue {
  const value = item[member];
  return typeof value === 'object' ? [...new Set(value)].sort(byCodeUnit) : value;
}
