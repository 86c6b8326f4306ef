import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { installOrder, type PlanInput, prerequisites } from '../../plan-input.ts';

export default defineRule<PlanInput>({
  id: 'broker/plan-cycle',
  summary: 'no apps wait for each other before they can be installed',
  help: 'Mark one of the targets required: false, and let the app do without until the other one is there; or move what both need into a third app.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  example: {
    fails: 'leave requires a method of people, and people requires a method of leave',
    passes: 'leave requires a method of people, and people marks what it uses of leave required: false',
  },
  *check(input) {
    for (const cycle of installOrder(prerequisites(input)).cycles)
      yield {
        message: `apps wait for each other: ${cycle.map(quote).join(', ')}`,
        location: { path: input.apps.find(({ app }) => app.id === cycle[0])?.app.path ?? '' },
        key: [...cycle],
      };
  },
});
