import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { MODE_OPTION } from '../mode-option.ts';
import { PERSON_OPTIONS } from '../waiver-options.ts';

export const findingsShrink: Command = {
  path: ['findings', 'shrink'],
  summary: 'sign the next list of accepted findings, without those that are found no more',
  options: {
    days: { type: 'string', value: 'days', describe: 'end so many days from now, earlier than the list before' },
    ...PERSON_OPTIONS,
    ...MODE_OPTION,
    ...EXEC_OPTION,
  },
  examples: [
    {
      command: 'assay findings shrink --private-key-file ~/.config/assay/rita.pem --passphrase-env RITA_PASSPHRASE',
      what: 'whenever something was mended, so that it can not come back',
    },
  ],
  load: () => import('./findings-shrink.run.ts'),
};
