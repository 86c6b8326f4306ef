import type { Command } from '../command.ts';

export const catalogCreate: Command = {
  path: ['catalog', 'create'],
  summary: 'make a crypta catalog from entry descriptors and their bundles',
  options: {
    'catalog-id': { type: 'string', value: 'id', required: true, describe: 'the id that nodes know the catalog by' },
    name: { type: 'string', value: 'text', required: true, describe: 'what people read' },
    entry: {
      type: 'string',
      value: 'file',
      required: true,
      repeatable: true,
      describe: 'an entry descriptor; entries keep the order given',
    },
    output: { type: 'string', value: 'file', required: true, describe: 'the catalog to write' },
    bundles: {
      type: 'string',
      value: 'folder',
      describe: 'where the bundles lie, under the last part of bundle.uri (else where artifact.path says)',
    },
    'security-policy': {
      type: 'string',
      value: 'file',
      describe: 'the advisories and the denylist, as catalog.security* properties',
    },
    'review-receipt': {
      type: 'string',
      value: 'file',
      repeatable: true,
      describe: 'a signed review receipt, for the entry whose bundle it is about',
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as signing does' },
  },
  examples: [
    {
      command:
        'assay catalog create --catalog-id core --name "Core Apps" --entry entries/notes.properties --bundles dist --output dist/cryptad-app-catalog.properties',
      what: 'a catalog with one entry, in the lowest version that can carry it',
    },
  ],
  formats: [],
  load: () => import('./catalog-create.run.ts'),
};
