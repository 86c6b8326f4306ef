import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoStage: Command = {
  path: ['catalog', 'repo', 'stage'],
  summary: 'fix the bytes of every drafted role, so that several people sign the same ones',
  options: {
    ...REPOSITORY_OPTION,
    role: {
      type: 'string',
      value: 'name',
      repeatable: true,
      describe: 'also renew this role as it is, before it expires',
    },
  },
  examples: [
    { command: 'assay catalog repo stage --repository catalog', what: 'stage what was changed' },
    { command: 'assay catalog repo stage --repository catalog --role root', what: 'the next root, with the same keys' },
  ],
  load: () => import('./catalog-repo-stage.run.ts'),
};
