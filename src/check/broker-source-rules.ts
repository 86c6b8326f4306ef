import type { Rule } from '../model/rule.ts';
import type { BrokerInput } from './broker-input.ts';
import eventNeverSent from './rules/broker/event-never-sent.ts';
import eventUndeclared from './rules/broker/event-undeclared.ts';
import foreignEventSent from './rules/broker/foreign-event-sent.ts';
import handlerScopeDiffers from './rules/broker/handler-scope-differs.ts';
import handlerUndeclared from './rules/broker/handler-undeclared.ts';
import methodWithoutHandler from './rules/broker/method-without-handler.ts';
import targetUndeclared from './rules/broker/target-undeclared.ts';
import targetUnused from './rules/broker/target-unused.ts';

/** The rules that a manifest and its sources are enough for: nothing is asked of the broker, and no schema is read. */
export const BROKER_SOURCE_RULES: readonly Rule<BrokerInput>[] = [
  eventNeverSent,
  eventUndeclared,
  foreignEventSent,
  handlerScopeDiffers,
  handlerUndeclared,
  methodWithoutHandler,
  targetUndeclared,
  targetUnused,
];
