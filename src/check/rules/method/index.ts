import type { DiffRule } from '../../diff-rule.ts';
import added from './added.ts';
import agentExposableRevoked from './agent-exposable-revoked.ts';
import errorCodeAdded from './error-code-added.ts';
import errorCodeRemoved from './error-code-removed.ts';
import idempotentRevoked from './idempotent-revoked.ts';
import inputIncomparable from './input-incomparable.ts';
import inputNarrowed from './input-narrowed.ts';
import inputWidened from './input-widened.ts';
import kindChanged from './kind-changed.ts';
import outputIncomparable from './output-incomparable.ts';
import outputNarrowed from './output-narrowed.ts';
import outputWidened from './output-widened.ts';
import removed from './removed.ts';
import renamed from './renamed.ts';
import riskRaised from './risk-raised.ts';
import routeBindingChanged from './route-binding-changed.ts';
import schedulingRevoked from './scheduling-revoked.ts';
import schemaAdded from './schema-added.ts';
import schemaChanged from './schema-changed.ts';
import schemaRemoved from './schema-removed.ts';
import scopeRequiredAdded from './scope-required-added.ts';
import scopeRequiredRemoved from './scope-required-removed.ts';
import timeoutDecreased from './timeout-decreased.ts';

/** Rules about the methods of two contracts. */
export const METHOD_DIFF_RULES: readonly DiffRule[] = [
  added,
  agentExposableRevoked,
  errorCodeAdded,
  errorCodeRemoved,
  idempotentRevoked,
  inputIncomparable,
  inputNarrowed,
  inputWidened,
  kindChanged,
  outputIncomparable,
  outputNarrowed,
  outputWidened,
  removed,
  renamed,
  riskRaised,
  routeBindingChanged,
  schedulingRevoked,
  schemaAdded,
  schemaChanged,
  schemaRemoved,
  scopeRequiredAdded,
  scopeRequiredRemoved,
  timeoutDecreased,
];
