import type { Command } from '../command.ts';
import { KEY_WORDS, REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoAddKey: Command = {
  path: ['catalog', 'repo', 'add-key'],
  summary: 'let a key sign a role, in the draft of the role above it',
  options: {
    ...REPOSITORY_OPTION,
    role: {
      type: 'string',
      value: 'name',
      required: true,
      describe: 'root, targets, snapshot, timestamp or a delegated role',
    },
    'public-key-file': {
      type: 'string',
      value: 'file',
      required: true,
      repeatable: true,
      describe: 'an ed25519 public key',
    },
    ...KEY_WORDS,
  },
  examples: [
    {
      command:
        'assay catalog repo add-key --repository catalog --role root --public-key-file ann.pub --principal mailto:ann@example.org',
      what: "Ann's key may sign the root",
    },
  ],
  load: () => import('./catalog-repo-add-key.run.ts'),
};
