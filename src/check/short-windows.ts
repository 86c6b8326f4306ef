import type { DiffInput, LifecycleWindows } from './diff-rule.ts';
import { daysBetween } from './lawful-removal.ts';
import { type ContinuedLife, clockOf, continuedLives, isEnding, type Living } from './lifecycle-items.ts';
import { promise } from './promise.ts';

/** A descriptor whose announced end comes too soon after its deprecation. */
export interface ShortWindow {
  readonly life: ContinuedLife;
  /** What is wrong, as it follows the descriptor's name. */
  readonly fault: string;
  readonly since: number | null;
  readonly removal: number | null;
}

/** What was promised and is ending sooner than the policy says; what the baseline said already is not told again. */
export function shortWindows(input: DiffInput): ShortWindow[] {
  return continuedLives(input).flatMap((life): ShortWindow[] => {
    const { baseline, current } = life;
    if (promise(baseline.item.stability) < 2 || !isEnding(current.item.stability)) return [];
    const [was, is] = [clockOf(baseline.item), clockOf(current.item)];
    const isOld = isEnding(baseline.item.stability) && was.since === is.since && was.removal === is.removal;
    // A removal that only came nearer is told of by the rule about that.
    const isMoved = isEnding(baseline.item.stability) && was.removal !== null && was.removal !== is.removal;
    const fault = isOld || isMoved ? undefined : faultOf(current.item, input.policy);
    return fault === undefined ? [] : [{ life, fault, ...is }];
  });
}

/** Whether the time between deprecation and removal is less than the policy promises; not where no removal is announced. */
export function isShortWindow(item: Living, policy: LifecycleWindows): boolean {
  return faultOf(item, policy) !== undefined;
}

function faultOf(item: Living, { deprecation: window, days }: LifecycleWindows): string | undefined {
  const { since, removal } = clockOf(item);
  if (since === null) return 'does not say since which version it is deprecated';
  if (removal === null) return undefined;
  if (removal - since < window || removal < since)
    return `is deprecated since v${since} and goes with v${removal}; expected v${since + window} or later`;
  if (days === undefined || !item.deprecation) return undefined;
  const { deprecatedOn, removalOn } = item.deprecation;
  if (deprecatedOn === undefined || removalOn === undefined)
    return `does not say on which days it is deprecated and goes; the policy counts ${days} days`;
  return daysBetween(item.deprecation) < days
    ? `is deprecated on ${deprecatedOn} and goes on ${removalOn}; expected ${days} days or more`
    : undefined;
}
