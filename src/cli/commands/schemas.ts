import type { Command } from '../command.ts';

export const schemas: Command = {
  path: ['schemas'],
  summary: 'list, print or write the JSON Schemas of every file format',
  options: {
    output: { type: 'string', value: 'folder', describe: 'write the schemas there, with those that they refer to' },
  },
  positionals: [
    { name: 'name', describe: 'a format, as in contract or contract/v1; all unless given', required: false },
  ],
  examples: [
    { command: 'assay schemas', what: 'which formats there are' },
    { command: 'assay schemas config', what: 'print the schema of assay.config.json' },
    { command: 'assay schemas --output schemas', what: 'write them all for an editor' },
  ],
  resultIsPublic: true,
  load: () => import('./schemas.run.ts'),
};
