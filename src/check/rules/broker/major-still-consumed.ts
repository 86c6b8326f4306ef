import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import type { AppUse } from '../../app-use.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { serviceMoves } from '../../service-moves.ts';

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
    for (const { identity, side } of serviceMoves(input).removedServices) {
      const consumers = (input.apps ?? []).filter((app) => used(app, identity).length > 0);
      if (consumers.length === 0) continue;
      const names = [...new Set(consumers.map(({ name }) => name))].sort(byCodeUnit);
      const required = consumers.some((app) => used(app, identity).some((target) => !app.optional?.has(target)));
      yield {
        subject: { kind: 'service', identity },
        message: `service ${quote(identity)} is gone, and ${names.map((name) => quote(name)).join(' and ')} ${names.length === 1 ? 'consumes' : 'consume'} it`,
        location: input.baseline.locate(side.pointer),
        // Who consumes it is what a waiver was given for.
        before: names,
        ...(required ? {} : { severity: 'warning' as const }),
      };
    }
  },
});

/** The targets of a service that an app says it uses. */
function used({ targets = new Set() }: AppUse, service: string): string[] {
  return [...targets].filter((target) => target.startsWith(`${service}#`));
}
