import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';
import { WAIVER_POSITIONAL } from '../waiver-options.ts';

export const waiverRebind: Command = {
  path: ['waiver', 'rebind'],
  summary: 'write the next revision of a waiver for a rebuilt candidate in which the same findings block',
  options: { ...MODE_OPTION },
  positionals: [WAIVER_POSITIONAL],
  examples: [{ command: 'assay waiver rebind WVR-2031-0007', what: 'after a rebuild; then everybody approves again' }],
  load: () => import('./waiver-rebind.run.ts'),
};
