import type { Command } from '../command.ts';
import { DECISION_OPTIONS, WAIVER_POSITIONAL } from '../waiver-options.ts';

export const waiverReject: Command = {
  path: ['waiver', 'reject'],
  summary: 'sign that a waiver must not hold: that revision never will',
  options: {
    comment: { type: 'string', value: 'text', required: true, describe: 'why' },
    ...DECISION_OPTIONS,
  },
  positionals: [WAIVER_POSITIONAL],
  examples: [
    {
      command:
        'assay waiver reject WVR-2031-0007 --principal mailto:otto@example.org --role risk-owner --signer ./sign-with-card --comment "the risk is not low"',
      what: 'reject, signed by a card',
    },
  ],
  load: () => import('./waiver-reject.run.ts'),
};
