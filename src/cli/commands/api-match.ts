import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const apiMatch: Command = {
  path: ['api', 'match'],
  summary: 'which endpoint answers a call, and what it demands',
  options: { contract: CONTRACT_OPTIONS.contract },
  positionals: [
    { name: 'method', describe: 'the HTTP method, as GET', required: true },
    { name: 'path', describe: 'the path, with or without /api/<version>', required: true },
  ],
  examples: [
    {
      command: 'assay api match GET /queue/42',
      what: 'the endpoint, its capabilities, who may call it; exit 1 where there is none',
    },
    { command: 'assay api match POST /api/v1/queue --contract 4.json', what: 'in one snapshot' },
  ],
  formats: [],
  load: () => import('./api-match.run.ts'),
};
