import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';
import { ONLINE_OPTIONS, REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoPublish: Command = {
  path: ['catalog', 'repo', 'publish'],
  summary: 'put the signed roles into place, with a new snapshot and a new timestamp',
  options: {
    ...REPOSITORY_OPTION,
    certification: {
      type: 'string',
      value: 'file',
      describe: 'a certification that must have passed and be about every bundle that is new',
    },
    ...ONLINE_OPTIONS,
    ...PASSPHRASE_OPTIONS,
  },
  examples: [
    {
      command:
        'assay catalog repo publish --repository catalog --snapshot-key-file snapshot.pem --timestamp-key-file timestamp.pem --passphrase-env CI_PASSPHRASE',
      what: 'publish; nothing is written unless the result verifies',
    },
  ],
  load: () => import('./catalog-repo-publish.run.ts'),
};
