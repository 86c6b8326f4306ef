import type { Rule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import type { LintInput } from '../../lint-input.ts';
import actionChanged from './action-changed.ts';
import actionStyle from './action-style.ts';
import added from './added.ts';
import boundaryMeetsNothing from './boundary-meets-nothing.ts';
import capabilityRequiredAdded from './capability-required-added.ts';
import capabilityRequiredEmptied from './capability-required-emptied.ts';
import capabilityRequiredRemoved from './capability-required-removed.ts';
import dependsOnLessStable from './depends-on-less-stable.ts';
import descriptionChanged from './description-changed.ts';
import duplicateRoute from './duplicate-route.ts';
import errorAdded from './error-added.ts';
import errorRemoved from './error-removed.ts';
import exampleBreaksMark from './example-breaks-mark.ts';
import familyChanged from './family-changed.ts';
import hostBypassGranted from './host-bypass-granted.ts';
import hostBypassRevoked from './host-bypass-revoked.ts';
import methodChanged from './method-changed.ts';
import moved from './moved.ts';
import paramRenamed from './param-renamed.ts';
import parameterStyle from './parameter-style.ts';
import principalBrowserGranted from './principal-browser-granted.ts';
import principalBrowserRevoked from './principal-browser-revoked.ts';
import principalProcessGranted from './principal-process-granted.ts';
import principalProcessRevoked from './principal-process-revoked.ts';
import reclassified from './reclassified.ts';
import removed from './removed.ts';
import requestIncomparable from './request-incomparable.ts';
import requestNarrowed from './request-narrowed.ts';
import requestWidened from './request-widened.ts';
import reservedRoute from './reserved-route.ts';
import responseIncomparable from './response-incomparable.ts';
import responseNarrowed from './response-narrowed.ts';
import responseWidened from './response-widened.ts';
import routeShadowed from './route-shadowed.ts';
import routeShadowedInContract from './route-shadowed-in-contract.ts';
import schemaAdded from './schema-added.ts';
import schemaChanged from './schema-changed.ts';
import schemaRemoved from './schema-removed.ts';
import templateSyntax from './template-syntax.ts';
import unreachable from './unreachable.ts';
import weakerThanBoundary from './weaker-than-boundary.ts';

/** Rules about the endpoints of one contract. */
export const ENDPOINT_RULES: readonly Rule<ContractInput>[] = [dependsOnLessStable, exampleBreaksMark, unreachable];

/** Rules of style about the endpoints of one contract. */
export const ENDPOINT_LINT_RULES: readonly Rule<LintInput>[] = [
  actionStyle,
  boundaryMeetsNothing,
  duplicateRoute,
  parameterStyle,
  reservedRoute,
  routeShadowedInContract,
  templateSyntax,
  weakerThanBoundary,
];

/** Rules about the endpoints of two contracts. */
export const ENDPOINT_DIFF_RULES: readonly DiffRule[] = [
  actionChanged,
  added,
  capabilityRequiredAdded,
  capabilityRequiredEmptied,
  capabilityRequiredRemoved,
  descriptionChanged,
  errorAdded,
  errorRemoved,
  familyChanged,
  hostBypassGranted,
  hostBypassRevoked,
  methodChanged,
  moved,
  paramRenamed,
  principalBrowserGranted,
  principalBrowserRevoked,
  principalProcessGranted,
  principalProcessRevoked,
  reclassified,
  removed,
  requestIncomparable,
  requestNarrowed,
  requestWidened,
  responseIncomparable,
  responseNarrowed,
  responseWidened,
  routeShadowed,
  schemaAdded,
  schemaChanged,
  schemaRemoved,
];
