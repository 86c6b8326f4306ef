import type { AppUse } from '../../app-use.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';
import { stillConsumed } from '../../still-consumed.ts';

export default defineDiffRule({
  id: 'broker/major-still-consumed',
  summary: 'a major of a service stays while a named app consumes it',
  help: 'Serve the major beside the next one until the apps that are named have been released for that: an announcement that has come due does not move them. A warning where they say that they can do without it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['consumer', 'provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a major that comes back is a new one: broker/major-added names it' },
  example: {
    fails: 'hr/v1 is gone as announced, and leave 1.2.0, which the comparison was told of, consumes hr/v1#members.list',
    passes: 'hr/v1 is gone as announced, and leave 1.3.0 consumes hr/v2#members.list',
  },
  *check(input) {
    for (const { identity, side } of serviceMoves(input).removedServices)
      yield* stillConsumed(input, { kind: 'service', identity }, side.pointer, (app) => used(app, identity));
  },
});

/** The targets of a service that an app says it uses. */
function used({ targets = new Set() }: AppUse, service: string): string[] {
  return [...targets].filter((target) => target.startsWith(`${service}#`));
}
