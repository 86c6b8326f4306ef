import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';

export const bundleSign: Command = {
  path: ['bundle', 'sign'],
  summary: 'write the digest and signature sidecars of an unpacked crypta bundle',
  options: {
    'bundle-dir': { type: 'string', value: 'folder', required: true, describe: 'the unpacked bundle' },
    'key-id': { type: 'string', value: 'id', required: true, describe: 'what lists of trusted keys call the key' },
    'private-key-file': { type: 'string', value: 'file', required: true, describe: 'the ed25519 key that signs' },
    ...PASSPHRASE_OPTIONS,
  },
  examples: [
    {
      command:
        'assay bundle sign --bundle-dir apps/notes --key-id release --private-key-file ~/.config/assay/release.pem --passphrase-env RELEASE_PASSPHRASE',
      what: 'sign before packing',
    },
  ],
  load: () => import('./bundle-sign.run.ts'),
};
