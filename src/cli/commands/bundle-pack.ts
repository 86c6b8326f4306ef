import type { Command } from '../command.ts';

export const bundlePack: Command = {
  path: ['bundle', 'pack'],
  summary: 'pack a folder into a bundle: the same files give the same bytes anywhere',
  options: {
    'bundle-dir': { type: 'string', value: 'folder', required: true, describe: 'the folder whose files are packed' },
    output: { type: 'string', value: 'file', required: true, describe: 'the bundle to write: a .tgz or a .zip' },
    reproducible: {
      type: 'string',
      value: 'level',
      choices: ['strict'],
      describe: 'strict: the compressed bytes too are the same under every version of Node, though larger',
    },
  },
  examples: [
    {
      command: 'assay bundle pack --bundle-dir apps/notes --output dist/notes-1.2.0.tgz',
      what: 'pack, read back and print the three digests',
    },
  ],
  load: () => import('./bundle-pack.run.ts'),
};
