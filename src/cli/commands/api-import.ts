import { IMPORT_DIALECTS } from '../../model/contract-formats.ts';
import type { Command } from '../command.ts';

export const apiImport: Command = {
  path: ['api', 'import'],
  summary: "turn another system's contract document into a contract source",
  options: {
    from: {
      type: 'string',
      value: 'dialect',
      choices: IMPORT_DIALECTS,
      required: true,
      describe: 'what the document is',
    },
    output: {
      type: 'string',
      value: 'file',
      describe: 'the source to write, as YAML where it ends in .yaml; stdout unless given',
    },
    'base-path': {
      type: 'string',
      value: 'path',
      describe: "openapi: what routes are relative to, as /api/v1; the first server's path unless given",
    },
    'contract-version': {
      type: 'string',
      value: 'number',
      describe:
        "openapi, asyncapi: the contract version; one more than --previous, else the document's where it is a plain number, else 1",
    },
    previous: {
      type: 'string',
      value: 'file',
      describe: 'openapi, asyncapi: the contract of the version before, which knows since when each thing is there',
    },
  },
  positionals: [{ name: 'file', describe: 'the document', required: true }],
  examples: [
    {
      command: 'assay api import --from crypta platform-api.json --output contract.yaml',
      what: 'start from the contract that the platform serves; author order and unknown members stay',
    },
    {
      command: 'assay api import --from openapi openapi.yaml --contract-version 4 --output contract.yaml',
      what: 'start from an OpenAPI 3.0 or 3.1 document; what has no place in a contract is listed',
    },
    {
      command: 'assay api import --from openapi openapi.yaml --previous contracts/4.json --output contract.yaml',
      what: 'the next version: what was there keeps its age',
    },
  ],
  load: () => import('./api-import.run.ts'),
};
