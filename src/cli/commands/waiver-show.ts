import type { Command } from '../command.ts';
import { LOOK_OPTIONS, WAIVER_POSITIONAL } from '../waiver-options.ts';

export const waiverShow: Command = {
  path: ['waiver', 'show'],
  summary:
    'all that an approver must know of a waiver: findings, words, decisions, and what changed since the last approval',
  options: LOOK_OPTIONS,
  positionals: [WAIVER_POSITIONAL],
  examples: [
    { command: 'assay waiver show WVR-2031-0007', what: 'look before you approve' },
    {
      command: 'assay waiver show WVR-2031-0007 --certification certification.json',
      what: 'against the report that the build made',
    },
  ],
  load: () => import('./waiver-show.run.ts'),
};
