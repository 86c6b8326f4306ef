import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { needsOf, type PlanInput, plannedEntries } from '../../plan-input.ts';

export default defineRule<PlanInput>({
  id: 'broker/provider-missing',
  summary: 'everything that an app needs is provided by an app of the plan, or is there already',
  help: 'Add the app that provides it to the plan, or name what is there already with --from or --env. What an app can do without is a warning.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'leave consumes hr/v1#members.list, and no app provides hr',
    passes: 'people, which provides hr/v1#members.list, is in the plan',
  },
  *check(input) {
    const known = [...plannedEntries(input), ...(input.catalog?.entries ?? [])].map(({ target }) => target);
    for (const { app, kind, target, required, location, by, entry } of needsOf(input)) {
      // A target of the other kind has a provider: the rule about kinds names it.
      if (by !== undefined || entry !== undefined || known.includes(target)) continue;
      const guess = nearest(target, known);
      yield {
        message: `${kind} ${quote(target)}, which ${quote(app.app.id)} needs, has no provider${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
        location,
        key: [app.app.id, kind, target],
        ...(required ? {} : { severity: 'warning' as const }),
      };
    }
    for (const { app, resolved = new Map() } of input.apps)
      for (const [{ kind, id, range, required, location }, entries] of resolved)
        if (entries.length === 0)
          yield {
            message: `required ${kind === 'event' ? `event ${quote(id)}` : `service ${quote(id)} in ${quote(range)}`}, which ${quote(app.id)} needs, has no provider`,
            location,
            key: [app.id, kind === 'event' ? 'topic' : 'service', id],
            ...(required ? {} : { severity: 'warning' as const }),
          };
  },
});
