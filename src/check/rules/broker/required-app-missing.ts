import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { PlanInput } from '../../plan-input.ts';

export default defineRule<PlanInput>({
  id: 'broker/required-app-missing',
  summary: 'every app that an app of the plan requires is in the plan or there already, in a version that fits',
  help: 'Add the app to the plan, in a version of the range. Apps that are there already are known by what they provide: name the platform with --from or --env.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'leave requires the app people, and the plan has leave alone',
    passes: 'people, in a version of the range, is in the plan',
  },
  *check({ apps, catalog }) {
    const planned = new Map(apps.map(({ app }) => [app.id, app.version]));
    const there = new Set(catalog?.entries.flatMap(({ provider }) => provider ?? []));
    for (const { app, requiredApps = [] } of apps)
      for (const { id, range, admits, required, location } of requiredApps) {
        const version = planned.get(id);
        if (version === undefined ? there.has(id) : admits(version)) continue;
        const state = version === undefined ? 'is not there' : `is planned in version ${quote(version)}`;
        yield {
          message: `app ${quote(id)} in ${quote(range)}, which ${quote(app.id)} requires, ${state}`,
          location,
          key: [app.id, id, range],
          ...(required ? {} : { severity: 'warning' as const }),
        };
      }
  },
});
