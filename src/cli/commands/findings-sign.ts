import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { MODE_OPTION } from '../mode-option.ts';
import { PERSON_OPTIONS } from '../waiver-options.ts';

export const findingsSign: Command = {
  path: ['findings', 'sign'],
  summary: 'add your signature to the last list of accepted findings',
  options: {
    digest: {
      type: 'string',
      value: 'digest',
      describe: "the list's digest that `assay findings show` printed: anything else is not signed",
    },
    ...PERSON_OPTIONS,
    ...MODE_OPTION,
    ...EXEC_OPTION,
  },
  examples: [
    {
      command: 'assay findings sign --private-key-file ~/.config/assay/otto.pem --passphrase-env OTTO_PASSPHRASE',
      what: 'as the second of the two people that a list needs',
    },
  ],
  load: () => import('./findings-sign.run.ts'),
};
