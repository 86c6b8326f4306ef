import { CATALOG_TRUST_OPTIONS, REVIEW_OPTIONS } from '../catalog-trust.ts';
import type { Command } from '../command.ts';

export const catalogVerify: Command = {
  path: ['catalog', 'verify'],
  summary: 'verify a crypta catalog: its signature before anything is parsed, then every entry',
  options: {
    catalog: { type: 'string', value: 'file', required: true, describe: 'the catalog' },
    ...CATALOG_TRUST_OPTIONS,
    'trusted-keys': { ...CATALOG_TRUST_OPTIONS['trusted-keys'], required: true },
    'expected-catalog-id': { type: 'string', value: 'id', describe: 'the one catalog that it must be' },
    ...REVIEW_OPTIONS,
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  examples: [
    {
      command:
        'assay catalog verify --catalog dist/cryptad-app-catalog.properties --trusted-keys catalog-keys.properties --expected-catalog-id core',
      what: 'as a node does before it shows the catalog',
    },
  ],
  formats: [],
  load: () => import('./catalog-verify.run.ts'),
};
