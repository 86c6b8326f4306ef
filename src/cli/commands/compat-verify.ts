import { CATALOG_TRUST_OPTIONS, REVIEW_OPTIONS } from '../catalog-trust.ts';
import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const compatVerify: Command = {
  path: ['compat', 'verify'],
  summary: 'say whether an app will run on a contract, and whether its catalog entry tells the truth',
  options: {
    'bundle-dir': { type: 'string', value: 'folder', describe: 'the app: an unpacked bundle' },
    bundle: { type: 'string', value: 'file', describe: 'the app: a packed bundle' },
    'catalog-entry': {
      type: 'string',
      value: 'file',
      describe: 'an entry descriptor and the bundle that its artifact.path names',
    },
    catalog: { type: 'string', value: 'file', describe: 'every entry of a crypta catalog, each with its bundle' },
    bundles: {
      type: 'string',
      value: 'folder',
      describe: 'where the bundles of --catalog-entry or --catalog lie (for a catalog else its own folder)',
    },
    app: { type: 'string', value: 'id', repeatable: true, describe: 'with --catalog: this app of it alone' },
    ...CATALOG_TRUST_OPTIONS,
    'bundle-keys': {
      type: 'string',
      value: 'file',
      describe: 'with --catalog: keys of which one must have signed each bundle',
    },
    ...REVIEW_OPTIONS,
    ...CONTRACT_OPTIONS,
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
    'target-stability': {
      type: 'string',
      value: 'stability',
      choices: ['stable', 'experimental'],
      describe: 'judge as if the manifest said this',
    },
    'require-metadata': { type: 'boolean', describe: 'an app without api metadata is an error' },
  },
  examples: [
    {
      command: 'assay compat verify --bundle-dir apps/hello --contract contracts/v4.json',
      what: 'check an unpacked app',
    },
    {
      command:
        'assay compat verify --catalog dist/cryptad-app-catalog.properties --trusted-keys catalog-keys.properties --strict',
      what: 'check a whole catalog: its signature, every entry, every bundle',
    },
    {
      command: 'assay compat verify --catalog-entry catalog/hello.properties --bundles dist --strict',
      what: 'check an entry, its bundle and the configured contract as a release does',
    },
  ],
  formats: [],
  load: () => import('./compat-verify.run.ts'),
};
