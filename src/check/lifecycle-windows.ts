import type { Contract } from '../contract/model.ts';
import type { LifecycleWindows } from './diff-rule.ts';

/** What holds where a contract says nothing: two versions for each window, six until an experiment is decided. */
const DEFAULTS = { deprecation: 2, scheduledRemoval: 2, experimentalMaximumAge: 6 } as const;

/** The lifecycle policy of a contract with its defaults; crypta's compatibilityWindow gives the windows that lifecyclePolicy leaves out. */
export function lifecycleWindows({
  lifecyclePolicy: own = {},
  compatibilityWindow: crypta = {},
}: Contract): LifecycleWindows {
  return {
    deprecation:
      own.minimumDeprecationWindowContractVersions ??
      crypta.minimumDeprecationWindowContractVersions ??
      DEFAULTS.deprecation,
    scheduledRemoval:
      own.minimumScheduledRemovalWindowContractVersions ??
      crypta.minimumScheduledRemovalWindowContractVersions ??
      DEFAULTS.scheduledRemoval,
    days: own.minimumDeprecationDays,
    requireReplacement: own.requireReplacement ?? false,
    experimentalMaximumAge: own.experimentalMaximumAgeContractVersions ?? DEFAULTS.experimentalMaximumAge,
    warnWhenStableWithoutExperimental: own.warnWhenStableWithoutExperimental ?? false,
  };
}
