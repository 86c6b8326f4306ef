import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { MODE_OPTION } from '../mode-option.ts';

export const findingsShow: Command = {
  path: ['findings', 'show'],
  summary:
    'the list of accepted findings as the gate judges it now: who signed, what it lets pass, what can be removed',
  options: { ...MODE_OPTION, ...EXEC_OPTION },
  examples: [{ command: 'assay findings show', what: 'look before you sign' }],
  load: () => import('./findings-show.run.ts'),
};
