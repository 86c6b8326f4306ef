import { BROKER_OPTIONS } from '../broker-options.ts';
import type { Command } from '../command.ts';

export const servicesList: Command = {
  path: ['services', 'list'],
  summary: 'the methods and events that a platform offers to apps',
  options: BROKER_OPTIONS,
  examples: [
    { command: 'assay services list --env staging', what: 'ask the broker of a platform' },
    { command: 'assay services list --from catalog', what: 'offline, from a folder' },
    { command: 'assay services list --env staging --json', what: "the broker's own answer, byte for byte" },
  ],
  formats: ['tsv'],
  load: () => import('./services-list.run.ts'),
};
