import type { Command } from '../command.ts';
import { SIGNER_OPTIONS } from '../signer-options.ts';

export const catalogSign: Command = {
  path: ['catalog', 'sign'],
  summary: 'sign a crypta catalog, once every entry says what its bundle says',
  options: {
    catalog: { type: 'string', value: 'file', required: true, describe: 'the catalog; its exact bytes are signed' },
    'key-id': { type: 'string', value: 'id', required: true, describe: 'what lists of trusted keys call the key' },
    ...SIGNER_OPTIONS,
    'trusted-keys': {
      type: 'string',
      value: 'file',
      describe: "the list that the catalog's readers trust: it must have this key under this id, active",
    },
    bundles: { type: 'string', value: 'folder', describe: "where the bundles lie (else the catalog's own folder)" },
    certification: {
      type: 'string',
      value: 'file',
      describe: 'a certification that must have passed and be about every bundle; what it waives is let pass',
    },
    output: {
      type: 'string',
      value: 'file',
      describe: 'the signature (else cryptad-app-catalog.signature beside the catalog)',
    },
  },
  examples: [
    {
      command:
        'assay catalog sign --catalog dist/cryptad-app-catalog.properties --key-id catalog-2026 --private-key-file ~/.config/assay/catalog.pem --passphrase-env CATALOG_PASSPHRASE',
      what: 'sign with a key in a file',
    },
    {
      command:
        'assay catalog sign --catalog dist/cryptad-app-catalog.properties --key-id catalog-2026 --signer ./sign-with-kms --public-key-file catalog.pub --certification certification.json',
      what: 'sign with a key service, and only what was certified',
    },
  ],
  formats: [],
  load: () => import('./catalog-sign.run.ts'),
};
