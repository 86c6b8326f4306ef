import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoInit: Command = {
  path: ['catalog', 'repo', 'init'],
  summary: 'begin a signed repository: a draft of its root and its targets',
  options: {
    ...REPOSITORY_OPTION,
    'catalog-id': { type: 'string', value: 'id', required: true, describe: 'what every role says it is for' },
    'root-threshold': { type: 'string', value: 'number', describe: 'how many keys sign root (else 2)' },
    'targets-threshold': { type: 'string', value: 'number', describe: 'how many keys sign targets (else 2)' },
  },
  examples: [{ command: 'assay catalog repo init --repository catalog --catalog-id hearth', what: 'begin' }],
  load: () => import('./catalog-repo-init.run.ts'),
};
