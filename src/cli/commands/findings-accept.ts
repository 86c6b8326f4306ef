import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { MODE_OPTION } from '../mode-option.ts';
import { PERSON_OPTIONS } from '../waiver-options.ts';

export const findingsAccept: Command = {
  path: ['findings', 'accept'],
  summary: 'sign the first list of accepted findings: everything that blocks now and may be accepted',
  options: {
    'requested-by': { type: 'string', value: 'id', required: true, describe: 'who asks, as mailto:ann@example.org' },
    owner: { type: 'string', value: 'id', required: true, describe: 'who sees to it that the list shrinks' },
    reason: { type: 'string', value: 'text', required: true, describe: 'why they may ship for now' },
    tracking: {
      type: 'string',
      value: 'url',
      required: true,
      repeatable: true,
      describe: 'where the mending is followed, as an https link',
    },
    days: { type: 'string', value: 'days', describe: 'how long it holds (else as long as the policy allows)' },
    unit: {
      type: 'string',
      value: 'name',
      repeatable: true,
      describe: 'a unit whose findings are accepted, as compat#reader (else all that block)',
    },
    ...PERSON_OPTIONS,
    ...MODE_OPTION,
    ...EXEC_OPTION,
  },
  examples: [
    {
      command:
        'assay findings accept --requested-by mailto:ann@example.org --owner mailto:ben@example.org --reason "They were there before anybody looked." --tracking https://example.org/t/7 --private-key-file ~/.config/assay/rita.pem --passphrase-env RITA_PASSPHRASE',
      what: 'start with what there is; a second person signs with `findings sign`',
    },
  ],
  load: () => import('./findings-accept.run.ts'),
};
