import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';
import { REPOSITORY_OPTION } from '../repository-flags.ts';

export const catalogRepoSign: Command = {
  path: ['catalog', 'repo', 'sign'],
  summary: 'add one signature to a staged role',
  options: {
    ...REPOSITORY_OPTION,
    role: { type: 'string', value: 'name', required: true, describe: 'the staged role' },
    'private-key-file': { type: 'string', value: 'file', describe: 'the key that signs' },
    signer: {
      type: 'string',
      value: 'program',
      describe: 'a program that signs: bytes on its stdin, the signature on its stdout, raw or in base64',
    },
    ...PASSPHRASE_OPTIONS,
  },
  examples: [
    {
      command:
        'assay catalog repo sign --repository catalog --role root --private-key-file ~/.config/assay/ann.pem --passphrase-env ANN_PASSPHRASE',
      what: 'Ann signs the root',
    },
    {
      command: 'assay catalog repo sign --repository catalog --role targets --signer ./sign-with-card',
      what: 'a card signs',
    },
  ],
  load: () => import('./catalog-repo-sign.run.ts'),
};
