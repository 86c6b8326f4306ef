import type { Command } from '../command.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoEntry: Command = {
  path: ['catalog', 'repo', 'entry'],
  summary: 'list a bundle, all that is said of it copied from the bundle, in the draft of a role',
  options: {
    ...REPOSITORY_OPTION,
    role: { type: 'string', value: 'name', required: true, describe: 'the role that signs for it, as author.acme' },
    bundle: { type: 'string', value: 'file', repeatable: true, describe: 'a bundle: a .tgz or a .zip' },
    contract: {
      type: 'string',
      value: 'file',
      describe: 'the contract snapshot that the bundles were certified against',
    },
    yank: { type: 'string', value: 'path', repeatable: true, describe: 'a listed path that is offered no longer' },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule of the bundles' },
  },
  examples: [
    {
      command: 'assay catalog repo entry --repository catalog --role author.acme --bundle dist/acme.notes-1.2.0.tgz',
      what: 'verify the bundle and list it',
    },
    {
      command:
        'assay catalog repo entry --repository catalog --role author.acme --yank apps/acme.notes/1.1.0/acme.notes-1.1.0.tgz',
      what: 'offer an old version no longer',
    },
  ],
  load: () => import('./catalog-repo-entry.run.ts'),
};
