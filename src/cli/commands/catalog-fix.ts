import type { Command } from '../command.ts';

export const catalogFix: Command = {
  path: ['catalog', 'fix'],
  summary: 'write what the bundle says into the descriptor of a catalog entry',
  options: {
    entry: { type: 'string', value: 'file', required: true, describe: 'the descriptor; it is changed where it lies' },
    bundles: {
      type: 'string',
      value: 'folder',
      describe: 'where the bundle lies, under the last part of bundle.uri (else where artifact.path says)',
    },
    check: { type: 'boolean', describe: 'write nothing; exit 1 where something would change' },
  },
  examples: [
    {
      command: 'assay catalog fix --entry entries/notes.properties --bundles dist',
      what: 'mend what a mismatch found; comments and order stay',
    },
  ],
  formats: [],
  load: () => import('./catalog-fix.run.ts'),
};
