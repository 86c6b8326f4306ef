import type { Command } from '../command.ts';

const SIDE = 'a contract file, the folder of one, an archive, or a git revision: git:<revision>:<path>';

export const apiChangelog: Command = {
  path: ['api', 'changelog'],
  summary: 'write down for app authors what changed between two contracts, in Markdown',
  options: {},
  positionals: [
    { name: 'baseline', describe: SIDE, required: true },
    { name: 'current', describe: SIDE, required: true },
  ],
  examples: [
    { command: 'assay api changelog contracts/4.json contracts/5.json', what: 'the way from version 4 to 5' },
    { command: 'assay api changelog git:v1.0:contracts contracts --output md=CHANGES.md', what: 'into a file' },
  ],
  formats: ['md'],
  load: () => import('./api-changelog.run.ts'),
};
