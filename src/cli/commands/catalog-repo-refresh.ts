import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';
import { ONLINE_OPTIONS, REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoRefresh: Command = {
  path: ['catalog', 'repo', 'refresh'],
  summary:
    'renew timestamp, and snapshot where its key is given, before they expire; does nothing while they are fresh',
  options: {
    ...REPOSITORY_OPTION,
    ...ONLINE_OPTIONS,
    ...PASSPHRASE_OPTIONS,
    force: { type: 'boolean', describe: 'renew them though they are fresh' },
  },
  examples: [
    {
      command:
        'assay catalog repo refresh --repository catalog --timestamp-key-env TIMESTAMP_KEY --passphrase-env CI_PASSPHRASE',
      what: 'daily, in a build service',
    },
  ],
  load: () => import('./catalog-repo-refresh.run.ts'),
};
