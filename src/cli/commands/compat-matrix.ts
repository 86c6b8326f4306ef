import { APP_OPTIONS } from '../app-flags.ts';
import type { Command } from '../command.ts';

export const compatMatrix: Command = {
  path: ['compat', 'matrix'],
  summary: 'say which apps run on which contracts: the oldest that is supported, the last two, the next',
  options: {
    ...APP_OPTIONS,
    contract: {
      type: 'string',
      value: 'file',
      repeatable: true,
      describe: "a contract to try the apps on; the configuration's history and source unless given",
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
    'require-metadata': { type: 'boolean', describe: 'an app without api metadata is an error' },
  },
  examples: [
    { command: 'assay compat matrix', what: 'every configured app on every contract that a release has to think of' },
    {
      command: 'assay compat matrix --bundle-dir apps/hello --contract 4.json --contract 5.json --output tsv',
      what: 'one app on two contracts, for a spreadsheet',
    },
  ],
  formats: ['tsv'],
  load: () => import('./compat-matrix.run.ts'),
};
