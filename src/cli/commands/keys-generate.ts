import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';

export const keysGenerate: Command = {
  path: ['keys', 'generate'],
  summary: 'make a key pair: the private half encrypted and readable by you alone, the public half to hand out',
  options: {
    'key-id': { type: 'string', value: 'id', required: true, describe: 'what signatures and lists call the key' },
    'private-key-file': { type: 'string', value: 'file', required: true, describe: 'where the private key goes' },
    'public-key-file': { type: 'string', value: 'file', required: true, describe: 'where the public key goes' },
    algorithm: {
      type: 'string',
      value: 'name',
      choices: ['ed25519', 'ecdsa-p256', 'rsa-3072'],
      describe: 'kind of key (else ed25519)',
    },
    ...PASSPHRASE_OPTIONS,
    'trusted-keys-file': {
      type: 'string',
      value: 'file',
      describe: 'also write a crypta trusted-keys file with this key alone (ed25519)',
    },
    overwrite: { type: 'boolean', describe: 'replace files that are already there' },
  },
  examples: [
    {
      command:
        'assay keys generate --key-id release --private-key-file ~/.config/assay/release.pem --public-key-file release.pub --passphrase-env RELEASE_PASSPHRASE',
      what: 'a key for releases',
    },
  ],
  resultIsPublic: true,
  load: () => import('./keys-generate.run.ts'),
};
