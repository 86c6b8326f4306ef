import { quote } from '../model/quote.ts';
import { audienceOf } from './audience.ts';
import type { DiffHit, DiffInput, LifecycleWindows } from './diff-rule.ts';
import { daysBetween } from './lawful-removal.ts';
import { type ContinuedLife, clockOf, continuedLives, type Living, newLives } from './lifecycle-items.ts';
import { stateOf, TRANSITIONS, type TransitionRule } from './lifecycle-transitions.ts';

/** One hit for every descriptor that made a step which this rule tells of. */
export function* transitionHits(input: DiffInput, rule: TransitionRule): Generator<DiffHit> {
  for (const life of continuedLives(input)) {
    const { subject, baseline, current } = life;
    const [before, after] = [baseline.item.stability, current.item.stability];
    const step = TRANSITIONS[stateOf(before)][stateOf(after)];
    if (before === after || step?.rule !== rule || isToldByAudience(life, rule)) continue;
    const isLawful = step.lawful !== undefined && holdsWindow(current.item, input.policy);
    yield {
      subject,
      message: `${subject.kind} ${quote(subject.identity)} is ${after} now, and was ${before}${clockWords(current.item)}`,
      location: input.current.locate(`${current.pointer}/stability`),
      before,
      after,
      stability: before,
      severity: isLawful ? (step.lawful ?? step.severity) : step.severity,
    };
  }
}

/** One hit for every new descriptor that begins its life in a way which this rule tells of. */
export function* arrivalHits(input: DiffInput, rule: TransitionRule): Generator<DiffHit> {
  for (const { subject, side } of newLives(input)) {
    const { stability } = side.item;
    const step = TRANSITIONS.absent[stateOf(stability)];
    if (step?.rule !== rule) continue;
    yield {
      subject,
      message: `${subject.kind} ${quote(subject.identity)} is new, and ${stability} from the start`,
      location: input.current.locate(`${side.pointer}/stability`),
      after: stability,
      stability,
      severity: step.severity,
    };
  }
}

/** Whether the announced removal leaves the time that the policy promises. */
export function holdsWindow(item: Living, policy: LifecycleWindows): boolean {
  const { since, removal } = clockOf(item);
  if (since === null || removal === null || !item.deprecation) return false;
  return removal - since >= policy.deprecation && daysBetween(item.deprecation) >= (policy.days ?? 0);
}

/** A capability that is not for apps any more is told of by the rule about audiences. */
function isToldByAudience({ subject, baseline, current }: ContinuedLife, rule: TransitionRule): boolean {
  if (subject.kind !== 'capability' || rule !== 'lifecycle/stability-lowered') return false;
  return audienceOf(baseline.item) !== audienceOf(current.item);
}

function clockWords(item: Living): string {
  const { removal } = clockOf(item);
  return removal === null ? '' : `; it goes with v${removal}`;
}
