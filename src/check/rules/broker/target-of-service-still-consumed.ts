import type { AppUse } from '../../app-use.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';
import { stillConsumed } from '../../still-consumed.ts';

export default defineDiffRule({
  id: 'broker/target-of-service-still-consumed',
  summary: 'a method or an event of a service stays while a named app consumes it',
  help: 'Keep it until the apps that are named have been released without it: an announcement that has come due does not move them. A warning where they say that they can do without it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['consumer', 'provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'what comes back is new: method/added and event/added name it' },
  example: {
    fails: 'hr/v1#members.all is gone as announced, and leave 1.2.0, which the comparison was told of, consumes it',
    passes: 'hr/v1#members.all is gone as announced, and leave 1.3.0 consumes hr/v1#members.list',
  },
  *check(input) {
    const { removedMethods, removedEvents } = serviceMoves(input);
    for (const { identity, side } of removedMethods)
      yield* stillConsumed(input, { kind: 'method', identity }, side.pointer, used(identity));
    for (const { identity, side } of removedEvents)
      yield* stillConsumed(input, { kind: 'event', identity }, side.pointer, used(identity));
  },
});

function used(target: string): (app: AppUse) => readonly string[] {
  return ({ targets }) => (targets?.has(target) ? [target] : []);
}
