import type { Rule } from '../../../model/rule.ts';
import type { BrokerInput } from '../../broker-input.ts';
import eventNeverSent from './event-never-sent.ts';
import eventUndeclared from './event-undeclared.ts';
import foreignEventSent from './foreign-event-sent.ts';
import handlerScopeDiffers from './handler-scope-differs.ts';
import handlerUndeclared from './handler-undeclared.ts';
import methodWithoutHandler from './method-without-handler.ts';
import targetUndeclared from './target-undeclared.ts';
import targetUnused from './target-unused.ts';

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
