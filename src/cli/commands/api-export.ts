import type { Command } from '../command.ts';

export const apiExport: Command = {
  path: ['api', 'export'],
  summary: 'write a contract in the format of another system',
  options: {
    to: { type: 'string', value: 'dialect', choices: ['crypta'], required: true, describe: 'the format to write' },
    output: { type: 'string', value: 'file', describe: 'the file to write; stdout unless given' },
  },
  positionals: [{ name: 'contract', describe: 'contract source, snapshot or crypta contract', required: true }],
  examples: [
    {
      command: 'assay api export --to crypta contract.yaml --output platform-api.json',
      what: 'what was imported and not changed comes back byte for byte',
    },
  ],
  load: () => import('./api-export.run.ts'),
};
