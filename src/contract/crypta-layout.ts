/** The usual order of members in a crypta contract document, by kind of object. */
export const CRYPTA_MEMBERS = {
  envelope: ['contract'],
  contract: [
    'apiVersion',
    'contractVersion',
    'generatedBy',
    'stabilityPolicy',
    'stableBaseline',
    'compatibilityWindow',
    'capabilities',
    'endpoints',
  ],
  stableBaseline: ['name', 'contractVersion', 'capabilityCount', 'endpointCount', 'capabilities', 'endpoints'],
  compatibilityWindow: [
    'schemaVersion',
    'baselineName',
    'baselineContractVersion',
    'currentContractVersion',
    'supportPhase',
    'supportWindowStartedRelease',
    'minimumDeprecationWindowContractVersions',
    'minimumScheduledRemovalWindowContractVersions',
    'stableRemovalRequiresNewBaseline',
    'stableRemovalRequiresPreviousSnapshot',
    'stableRemovalRequiresExplicitWaiver',
    'criticalStableRemovalWaiverAllowed',
    'experimentalGraduationRequiresReview',
    'experimentalGraduationRequiresStableReferenceUpdate',
    'previousSnapshotRequiredInProductionBeta',
    'policyDocument',
  ],
  capability: [
    'name',
    'stability',
    'audience',
    'stableBaselineMember',
    'stableBaseline',
    'sinceContractVersion',
    'deprecation',
    'description',
  ],
  endpoint: [
    'routeFamily',
    'method',
    'routeTemplate',
    'actionLabel',
    'requiredCapabilities',
    'hostOperatorBypassAllowed',
    'appProcessPrincipalsAllowed',
    'appBrowserPrincipalsAllowed',
    'stability',
    'audience',
    'stableBaselineMember',
    'stableBaseline',
    'sinceContractVersion',
    'deprecation',
    'description',
  ],
  deprecation: ['deprecatedSinceContractVersion', 'removalContractVersion', 'note'],
} as const;

export type CryptaKind = keyof typeof CRYPTA_MEMBERS;

/**
 * The members that an object of a crypta document has where nothing else is said: those of its kind that are there
 * (a descriptor always writes `deprecation`), then the foreign ones.
 */
export function usualMembers(
  kind: CryptaKind,
  present: (name: string) => boolean,
  foreign: readonly string[],
): string[] {
  const always = kind === 'capability' || kind === 'endpoint';
  const known = CRYPTA_MEMBERS[kind].filter((name) => present(name) || (always && name === 'deprecation'));
  return [...known, ...foreign];
}
