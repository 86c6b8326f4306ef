import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const waiverList: Command = {
  path: ['waiver', 'list'],
  summary: 'every waiver of the folder, as the gate judges it now',
  options: {
    state: {
      type: 'string',
      value: 'name',
      repeatable: true,
      describe: 'only those in this state, as valid or expired',
    },
    expiring: { type: 'string', value: 'days', describe: 'only those in use that end within so many days, as 14d' },
    unused: { type: 'boolean', describe: 'only those that waive nothing' },
    ...MODE_OPTION,
  },
  formats: ['tsv'],
  examples: [
    { command: 'assay waiver list', what: 'all of them' },
    { command: 'assay waiver list --expiring 14d', what: 'what will block in two weeks' },
    { command: 'assay waiver list --state expired --output tsv', what: 'a table for other programs' },
  ],
  load: () => import('./waiver-list.run.ts'),
};
