import type { Contract } from '../contract/model.ts';
import { lifecycleWindows } from './lifecycle-windows.ts';

/** One promise of the policy that is less than it was. */
export interface PolicyWeakening {
  /** The member that says it. */
  readonly part: string;
  readonly message: string;
  readonly pointer: string;
  readonly before: string | number | boolean;
  readonly after: string | number | boolean;
}

type Value = string | number | boolean;

/** What the current policy promises less than the baseline's, with the defaults that hold where a contract says nothing. */
export function policyWeakenings(baseline: Contract, current: Contract): PolicyWeakening[] {
  return [...promises(baseline, current)].flatMap(({ part, words, before, after, weaker }): PolicyWeakening[] =>
    weaker(before, after)
      ? [
          {
            part,
            message: `${words} is ${after} now, and was ${before}`,
            pointer: pointerTo(current, part),
            before,
            after,
          },
        ]
      : [],
  );
}

interface Promised {
  readonly part: string;
  readonly words: string;
  readonly before: Value;
  readonly after: Value;
  weaker(before: Value, after: Value): boolean;
}

const fewer = (before: Value, after: Value): boolean => Number(after) < Number(before);
const more = (before: Value, after: Value): boolean => Number(after) > Number(before);
const other = (before: Value, after: Value): boolean => after !== before;
/** A content model to the right finds less to object to. */
const MODES: readonly Value[] = ['exact', 'declared', 'tolerant'];
const laxer = (before: Value, after: Value): boolean => MODES.indexOf(after) > MODES.indexOf(before);

/** Demands of a crypta window that are switches; each is weaker when it is off. */
const DEMANDS = [
  'stableRemovalRequiresNewBaseline',
  'stableRemovalRequiresPreviousSnapshot',
  'stableRemovalRequiresExplicitWaiver',
  'experimentalGraduationRequiresReview',
  'experimentalGraduationRequiresStableReferenceUpdate',
  'previousSnapshotRequiredInProductionBeta',
] as const;

function* promises(a: Contract, b: Contract): Generator<Promised> {
  const [before, after] = [lifecycleWindows(a), lifecycleWindows(b)];
  const policy = (member: string): string => `lifecyclePolicy.${member}`;
  yield {
    part: policy('minimumDeprecationWindowContractVersions'),
    words: 'the deprecation window',
    before: before.deprecation,
    after: after.deprecation,
    weaker: fewer,
  };
  yield {
    part: policy('minimumScheduledRemovalWindowContractVersions'),
    words: 'the removal window',
    before: before.scheduledRemoval,
    after: after.scheduledRemoval,
    weaker: fewer,
  };
  yield {
    part: policy('minimumDeprecationDays'),
    words: 'the deprecation window in days',
    before: before.days ?? 0,
    after: after.days ?? 0,
    weaker: fewer,
  };
  yield {
    part: policy('requireReplacement'),
    words: 'the demand for a replacement',
    before: before.requireReplacement,
    after: after.requireReplacement,
    weaker: fewer,
  };
  yield {
    part: policy('experimentalMaximumAgeContractVersions'),
    words: 'the age of an experiment',
    before: before.experimentalMaximumAge,
    after: after.experimentalMaximumAge,
    weaker: more,
  };
  yield {
    part: policy('warnWhenStableWithoutExperimental'),
    words: 'the warning of what was never experimental',
    before: before.warnWhenStableWithoutExperimental,
    after: after.warnWhenStableWithoutExperimental,
    weaker: fewer,
  };
  // Either way, what was accepted or sent under the old reading may not be under the new one.
  yield {
    part: policy('formatAssertion'),
    words: 'the assertion of formats',
    before: a.lifecyclePolicy?.formatAssertion ?? false,
    after: b.lifecyclePolicy?.formatAssertion ?? false,
    weaker: other,
  };
  yield {
    part: 'contentModel.inputs',
    words: 'the content model of inputs',
    before: a.contentModel?.inputs ?? 'declared',
    after: b.contentModel?.inputs ?? 'declared',
    weaker: laxer,
  };
  yield {
    part: 'contentModel.outputs',
    words: 'the content model of outputs',
    before: a.contentModel?.outputs ?? 'tolerant',
    after: b.contentModel?.outputs ?? 'tolerant',
    weaker: laxer,
  };
  for (const demand of DEMANDS)
    yield {
      part: `compatibilityWindow.${demand}`,
      words: demand,
      before: a.compatibilityWindow?.[demand] ?? false,
      after: b.compatibilityWindow?.[demand] ?? false,
      weaker: fewer,
    };
  yield {
    part: 'compatibilityWindow.criticalStableRemovalWaiverAllowed',
    words: 'criticalStableRemovalWaiverAllowed',
    before: a.compatibilityWindow?.criticalStableRemovalWaiverAllowed ?? false,
    after: b.compatibilityWindow?.criticalStableRemovalWaiverAllowed ?? false,
    weaker: more,
  };
}

/** The member itself, else what should hold it. */
function pointerTo(contract: Contract, part: string): string {
  const [group = '', member = ''] = part.split('.');
  const groups: Readonly<Record<string, object | undefined>> = {
    lifecyclePolicy: contract.lifecyclePolicy,
    contentModel: contract.contentModel,
    compatibilityWindow: contract.compatibilityWindow,
  };
  const found = groups[group];
  if (found === undefined) return '';
  return Object.hasOwn(found, member) ? `/${group}/${member}` : `/${group}`;
}
