import type { Command } from '../command.ts';
import { DECISION_OPTIONS, WAIVER_POSITIONAL } from '../waiver-options.ts';

export const waiverRevoke: Command = {
  path: ['waiver', 'revoke'],
  summary: 'sign that a waiver must not hold any longer: that revision never will again',
  options: {
    comment: { type: 'string', value: 'text', required: true, describe: 'why' },
    ...DECISION_OPTIONS,
  },
  positionals: [WAIVER_POSITIONAL],
  examples: [
    {
      command:
        'assay waiver revoke WVR-2031-0007 --principal mailto:rita@example.org --role release-manager --private-key-file ~/.config/assay/rita.pem --comment "more users are hit than we knew"',
      what: 'take back what was approved; then sign the register anew',
    },
  ],
  load: () => import('./waiver-revoke.run.ts'),
};
