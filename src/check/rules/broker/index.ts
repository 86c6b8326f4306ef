import type { Rule } from '../../../model/rule.ts';
import type { BrokerInput } from '../../broker-input.ts';
import type { DiffRule } from '../../diff-rule.ts';
import type { PlanInput } from '../../plan-input.ts';
import catalogExampleInvalid from './catalog-example-invalid.ts';
import connectionMock from './connection-mock.ts';
import consumedKindMismatch from './consumed-kind-mismatch.ts';
import consumedTargetDeprecated from './consumed-target-deprecated.ts';
import consumedTargetMissing from './consumed-target-missing.ts';
import consumedTargetNotGranted from './consumed-target-not-granted.ts';
import eventNeverSent from './event-never-sent.ts';
import eventUndeclared from './event-undeclared.ts';
import exampleInvalid from './example-invalid.ts';
import foreignEventSent from './foreign-event-sent.ts';
import handlerSchemaDiffers from './handler-schema-differs.ts';
import handlerScopeDiffers from './handler-scope-differs.ts';
import handlerUndeclared from './handler-undeclared.ts';
import lockIncomplete from './lock-incomplete.ts';
import lockOutOfDate from './lock-out-of-date.ts';
import majorAdded from './major-added.ts';
import majorDisagrees from './major-disagrees.ts';
import majorRemoved from './major-removed.ts';
import majorSkipped from './major-skipped.ts';
import majorStillConsumed from './major-still-consumed.ts';
import methodWithoutHandler from './method-without-handler.ts';
import mockKey from './mock-key.ts';
import mockTargetUnknown from './mock-target-unknown.ts';
import mockValue from './mock-value.ts';
import namespaceOwnedTwice from './namespace-owned-twice.ts';
import namespaceRemoved from './namespace-removed.ts';
import pinnedSchemaBroken from './pinned-schema-broken.ts';
import planCycle from './plan-cycle.ts';
import providedSchemaInvalid from './provided-schema-invalid.ts';
import providerMissing from './provider-missing.ts';
import requiredAppMissing from './required-app-missing.ts';
import requirementUnresolved from './requirement-unresolved.ts';
import routeUnmapped from './route-unmapped.ts';
import schemaMissing from './schema-missing.ts';
import scopeForm from './scope-form.ts';
import sourceNotSearched from './source-not-searched.ts';
import targetOfServiceStillConsumed from './target-of-service-still-consumed.ts';
import targetStillConsumed from './target-still-consumed.ts';
import targetUndeclared from './target-undeclared.ts';
import targetUnused from './target-unused.ts';

/** Rules about the services of two contracts. */
export const BROKER_DIFF_RULES: readonly DiffRule[] = [
  majorAdded,
  majorRemoved,
  majorSkipped,
  majorStillConsumed,
  namespaceRemoved,
  targetOfServiceStillConsumed,
];

/** Rules about what an app consumes, as far as a catalog alone can tell. */
export const CONSUMER_RULES: readonly Rule<BrokerInput>[] = [
  consumedKindMismatch,
  consumedTargetDeprecated,
  consumedTargetMissing,
  consumedTargetNotGranted,
  requirementUnresolved,
  sourceNotSearched,
];

/** Rules about what an app consumes that hold in a plan too, where other apps and a catalog say what there is. */
export const PLANNED_CONSUMER_RULES: readonly Rule<BrokerInput>[] = [consumedKindMismatch, consumedTargetDeprecated];

/** Every rule about one app and the broker. */
export const BROKER_RULES: readonly Rule<BrokerInput>[] = [
  ...CONSUMER_RULES,
  catalogExampleInvalid,
  connectionMock,
  eventNeverSent,
  eventUndeclared,
  exampleInvalid,
  foreignEventSent,
  handlerSchemaDiffers,
  handlerScopeDiffers,
  handlerUndeclared,
  lockIncomplete,
  lockOutOfDate,
  majorDisagrees,
  methodWithoutHandler,
  mockKey,
  mockTargetUnknown,
  mockValue,
  pinnedSchemaBroken,
  providedSchemaInvalid,
  routeUnmapped,
  schemaMissing,
  scopeForm,
  targetStillConsumed,
  targetUndeclared,
  targetUnused,
];

/** Rules about apps that are installed together. */
export const PLAN_RULES: readonly Rule<PlanInput>[] = [
  namespaceOwnedTwice,
  planCycle,
  providerMissing,
  requiredAppMissing,
];
