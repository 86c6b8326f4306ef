import type { Command } from '../command.ts';
import { SIGNER_OPTIONS } from '../signer-options.ts';

export const bundleSign: Command = {
  path: ['bundle', 'sign'],
  summary: 'sign a bundle: sidecars within an unpacked crypta bundle, a statement beside every other one',
  options: {
    bundle: { type: 'string', value: 'file', describe: 'the bundle: a .tgz or a .zip, of a palette or native app' },
    'bundle-dir': { type: 'string', value: 'folder', describe: 'an unpacked bundle; of a crypta app always' },
    'key-id': { type: 'string', value: 'id', describe: 'what lists of trusted keys call the key; for crypta apps' },
    ...SIGNER_OPTIONS,
    output: { type: 'string', value: 'file', describe: 'the statement (else <bundle>.intoto.jsonl beside it)' },
  },
  examples: [
    {
      command:
        'assay bundle sign --bundle-dir apps/notes --key-id release --private-key-file ~/.config/assay/release.pem --passphrase-env RELEASE_PASSPHRASE',
      what: 'sign a crypta app before packing',
    },
    {
      command: 'assay bundle sign --bundle dist/notes-1.2.0.tgz --private-key-file ~/.config/assay/release.pem',
      what: 'sign any other app after packing',
    },
    {
      command: 'assay bundle sign --bundle dist/notes-1.2.0.tgz --signer ./sign-with-kms --public-key-file release.pub',
      what: 'have a key service or a card sign',
    },
  ],
  load: () => import('./bundle-sign.run.ts'),
};
