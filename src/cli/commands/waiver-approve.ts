import type { Command } from '../command.ts';
import { DECISION_OPTIONS, WAIVER_POSITIONAL } from '../waiver-options.ts';

export const waiverApprove: Command = {
  path: ['waiver', 'approve'],
  summary: 'sign that a waiver may let its findings pass',
  options: {
    comment: { type: 'string', value: 'text', describe: 'what the others should know' },
    ...DECISION_OPTIONS,
  },
  positionals: [WAIVER_POSITIONAL],
  examples: [
    {
      command:
        'assay waiver approve WVR-2031-0007 --principal mailto:rita@example.org --role release-manager --private-key-file ~/.config/assay/rita.pem --passphrase-env RITA_PASSPHRASE',
      what: 'approve as release manager',
    },
  ],
  load: () => import('./waiver-approve.run.ts'),
};
