import type { Command } from '../command.ts';
import { KEY_WORDS, REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoDelegate: Command = {
  path: ['catalog', 'repo', 'delegate'],
  summary: 'let an author sign for a namespace of apps, or let keys revoke, in the draft of targets',
  options: {
    ...REPOSITORY_OPTION,
    role: { type: 'string', value: 'name', required: true, describe: 'author.<namespace>, or revocation' },
    path: {
      type: 'string',
      value: 'pattern',
      repeatable: true,
      describe: 'paths that the role may sign for (else apps/<namespace>.*/*/*; for revocation its one file)',
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
        'assay catalog repo delegate --repository catalog --role author.acme --public-key-file acme.pub --principal mailto:dev@acme.example',
      what: 'acme signs for apps/acme.*/*/*',
    },
    {
      command:
        'assay catalog repo delegate --repository catalog --role revocation --public-key-file ann.pub --public-key-file bob.pub',
      what: 'one of two keys can stop a bundle',
    },
  ],
  load: () => import('./catalog-repo-delegate.run.ts'),
};
