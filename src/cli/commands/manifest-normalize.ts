import type { Command } from '../command.ts';

export const manifestNormalize: Command = {
  path: ['manifest', 'normalize'],
  summary: 'write a manifest in the one form that all its spellings share',
  options: {
    output: { type: 'string', value: 'file', describe: 'the file to write; stdout unless given' },
  },
  positionals: [{ name: 'file', describe: 'the manifest', required: true }],
  examples: [
    {
      command: 'assay manifest normalize palette-plugin.json',
      what: 'aliases, short forms and old requirements become one canonical JSON document',
    },
    {
      command: 'assay manifest normalize palette-plugin.json --output normal/palette-plugin.json',
      what: 'write it, and say which requirements could not be mapped',
    },
  ],
  load: () => import('./manifest-normalize.run.ts'),
};
