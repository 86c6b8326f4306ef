import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoStatus: Command = {
  path: ['catalog', 'repo', 'status'],
  summary: 'what is published, staged and signed, and what is due; exit 1 where something is',
  options: { ...REPOSITORY_OPTION },
  examples: [
    { command: 'assay catalog repo status --repository catalog', what: 'daily, so that nothing expires unseen' },
  ],
  load: () => import('./catalog-repo-status.run.ts'),
};
