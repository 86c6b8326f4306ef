import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const apiLint: Command = {
  path: ['api', 'lint'],
  summary: "check a contract's names, routes, schemas and words before anybody depends on them",
  options: {
    contract: {
      ...CONTRACT_OPTIONS.contract,
      describe: 'the contract: source, snapshot or crypta envelope (else the configured source, else the snapshot)',
    },
    boundaries: {
      type: 'string',
      value: 'file',
      describe: 'capabilities that routes must demand, whatever the contract says',
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  examples: [
    { command: 'assay api lint', what: "the configuration's contract" },
    {
      command: 'assay api lint --contract contract.yaml --boundaries boundaries.yaml',
      what: 'with assertions about its routes',
    },
  ],
  formats: [],
  load: () => import('./api-lint.run.ts'),
};
