import { CATALOG_TRUST_OPTIONS } from '../catalog-trust.ts';
import type { Command } from '../command.ts';

export const catalogDiff: Command = {
  path: ['catalog', 'diff'],
  summary: 'say what a new catalog changes for people who have the published one',
  options: {
    baseline: { type: 'string', value: 'file', required: true, describe: 'the published catalog' },
    catalog: { type: 'string', value: 'file', required: true, describe: 'the catalog that would take its place' },
    'trusted-keys': {
      ...CATALOG_TRUST_OPTIONS['trusted-keys'],
      describe: 'keys of which one must have signed the published catalog, as its history',
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  examples: [
    {
      command:
        'assay catalog diff --baseline published/cryptad-app-catalog.properties --catalog dist/cryptad-app-catalog.properties',
      what: 'wider permissions, new hosts, moved channels, versions that go back',
    },
  ],
  formats: [],
  load: () => import('./catalog-diff.run.ts'),
};
