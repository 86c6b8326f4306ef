import type { Command } from '../command.ts';

export const catalogEntry: Command = {
  path: ['catalog', 'entry'],
  summary: 'write the descriptor of a catalog entry from its verified bundle',
  options: {
    bundle: { type: 'string', value: 'file', required: true, describe: 'the packed bundle' },
    'bundle-uri': { type: 'string', value: 'uri', required: true, describe: 'where nodes will load it from' },
    summary: { type: 'string', value: 'text', required: true, describe: 'a short text about the app' },
    output: { type: 'string', value: 'file', required: true, describe: 'the descriptor to write' },
    set: {
      type: 'string',
      value: 'key=value',
      repeatable: true,
      describe: 'any other property, as channel=beta; one that repeats the bundle overrides it, and is flagged',
    },
    'bundle-keys': { type: 'string', value: 'file', describe: 'keys of which one must have signed the bundle' },
    overwrite: { type: 'boolean', describe: 'replace a descriptor that is already there' },
  },
  examples: [
    {
      command:
        'assay catalog entry --bundle dist/notes-1.2.0.zip --bundle-uri https://apps.example/notes-1.2.0.zip --summary "Keeps notes." --set license=MIT --output entries/notes.properties',
      what: 'id, version, permissions, api and services come from the bundle',
    },
  ],
  formats: [],
  load: () => import('./catalog-entry.run.ts'),
};
