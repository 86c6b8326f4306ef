import type { Command } from '../command.ts';

export const apiImport: Command = {
  path: ['api', 'import'],
  summary: "turn another system's contract document into a contract source",
  options: {
    from: { type: 'string', value: 'dialect', choices: ['crypta'], required: true, describe: 'what the document is' },
    output: {
      type: 'string',
      value: 'file',
      describe: 'the source to write, as YAML where it ends in .yaml; stdout unless given',
    },
  },
  positionals: [{ name: 'file', describe: 'the document', required: true }],
  examples: [
    {
      command: 'assay api import --from crypta platform-api.json --output contract.yaml',
      what: 'start from the contract that the platform serves; author order and unknown members stay',
    },
  ],
  load: () => import('./api-import.run.ts'),
};
