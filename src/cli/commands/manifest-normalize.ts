import type { Command } from '../command.ts';

export const manifestNormalize: Command = {
  path: ['manifest', 'normalize'],
  summary: 'write a manifest in the one form that all its spellings share',
  options: {
    to: { type: 'string', value: 'dialect', choices: ['native'], describe: 'another dialect, where nothing is lost' },
    'allow-loss': { type: 'boolean', describe: 'with --to: write what is left, and name what is lost' },
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
    {
      command: 'assay manifest normalize palette-plugin.json --to native --output assay-manifest.json',
      what: 'rewrite it in the native dialect, or say what that can not carry',
    },
  ],
  load: () => import('./manifest-normalize.run.ts'),
};
