import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const certifyPlan: Command = {
  path: ['certify', 'plan'],
  summary: 'list every unit that must be judged, before anything is',
  options: {
    ...MODE_OPTION,
    strict: { type: 'boolean', describe: 'judge strictly whatever the mode' },
    output: { type: 'string', value: 'file', describe: 'also write the plan, for `certify run` and `certify gate`' },
  },
  examples: [
    { command: 'assay certify plan --output plan.json', what: 'plan a run of many machines' },
    { command: 'assay certify plan --mode pr', what: 'see what a pull request must show' },
  ],
  load: () => import('./certify-plan.run.ts'),
};
