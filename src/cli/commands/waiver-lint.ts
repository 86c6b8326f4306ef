import type { Command } from '../command.ts';
import { LOOK_OPTIONS } from '../waiver-options.ts';

export const waiverLint: Command = {
  path: ['waiver', 'lint'],
  summary: 'what is missing from waivers before anyone is asked to approve them',
  options: LOOK_OPTIONS,
  positionals: [
    {
      name: 'files',
      describe: 'waivers, wherever they lie (else those of the waivers folder, of which history is only told)',
      required: false,
      variadic: true,
    },
  ],
  examples: [
    {
      command: 'assay waiver lint contracts/hearth/waivers/WVR-2031-0007.json',
      what: 'one that you are about to propose',
    },
    { command: 'assay waiver lint', what: 'all of them, in CI' },
  ],
  load: () => import('./waiver-lint.run.ts'),
};
