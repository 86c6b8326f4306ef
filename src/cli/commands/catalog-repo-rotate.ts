import type { Command } from '../command.ts';
import { KEY_WORDS, REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoRotate: Command = {
  path: ['catalog', 'repo', 'rotate'],
  summary: 'take keys from a role, and give it others, in the draft of the role above it',
  options: {
    ...REPOSITORY_OPTION,
    role: {
      type: 'string',
      value: 'name',
      required: true,
      describe: 'root, targets, snapshot, timestamp or a delegated role',
    },
    'remove-key-id': {
      type: 'string',
      value: 'id',
      required: true,
      repeatable: true,
      describe: 'id of a key that signs no longer',
    },
    'public-key-file': {
      type: 'string',
      value: 'file',
      repeatable: true,
      describe: 'an ed25519 public key in its place',
    },
    ...KEY_WORDS,
  },
  examples: [
    {
      command:
        'assay catalog repo rotate --repository catalog --role timestamp --remove-key-id 59a4df8af818e9ed7abe0764c0b47b4240952aa0d179b5b78346c470ac30278d --public-key-file new.pub',
      what: 'a new key for the build service, once the root is staged, signed and published',
    },
  ],
  load: () => import('./catalog-repo-rotate.run.ts'),
};
