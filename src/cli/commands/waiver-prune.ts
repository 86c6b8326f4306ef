import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const waiverPrune: Command = {
  path: ['waiver', 'prune'],
  summary:
    'what nobody needs any more: waivers that have expired, waive nothing or are superseded, with their decisions',
  options: { write: { type: 'boolean', describe: 'remove the files' }, ...MODE_OPTION },
  examples: [
    { command: 'assay waiver prune', what: 'say what would be removed, and what stays and why' },
    { command: 'assay waiver prune --write', what: 'remove it' },
  ],
  load: () => import('./waiver-prune.run.ts'),
};
