import { BROKER_OPTIONS } from '../broker-options.ts';
import type { Command } from '../command.ts';

export const servicesPlan: Command = {
  path: ['services', 'plan'],
  summary: 'in which order apps are installed, and what each will ask for',
  options: BROKER_OPTIONS,
  positionals: [{ name: 'folder', describe: 'folder of an app', required: true, variadic: true }],
  examples: [
    { command: 'assay services plan apps/people apps/leave', what: 'two apps and nothing else' },
    { command: 'assay services plan apps/leave --env staging', what: 'beside what a platform has already' },
  ],
  load: () => import('./services-plan.run.ts'),
};
