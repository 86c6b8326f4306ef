import { EXPORT_FORMATS } from '../../model/contract-formats.ts';
import type { Command } from '../command.ts';

export const apiExport: Command = {
  path: ['api', 'export'],
  summary: 'write a contract in the format of another system',
  options: {
    to: { type: 'string', value: 'format', choices: EXPORT_FORMATS, required: true, describe: 'the format to write' },
    output: {
      type: 'string',
      value: 'file',
      describe: 'the file to write, JSON formats as YAML where it ends in .yaml; stdout unless given',
    },
    check: {
      type: 'boolean',
      describe: 'write nothing; exit 1 and say what differs where the file is not what the contract gives',
    },
  },
  positionals: [{ name: 'contract', describe: 'contract source, snapshot or crypta contract', required: true }],
  examples: [
    {
      command: 'assay api export --to crypta contract.yaml --output platform-api.json',
      what: 'what was imported and not changed comes back byte for byte',
    },
    {
      command: 'assay api export --to openapi contract.yaml --output openapi.json',
      what: 'OpenAPI 3.1, which imports back to the same snapshot',
    },
    {
      command: 'assay api export --to route-policy contract.yaml --output policy.json --check',
      what: "fail in CI where the platform's committed policy is not what its contract says",
    },
  ],
  load: () => import('./api-export.run.ts'),
};
