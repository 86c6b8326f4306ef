import type { Command } from '../command.ts';

export const apiSnapshot: Command = {
  path: ['api', 'snapshot'],
  summary: 'write the deterministic snapshot of a contract and print its digest',
  options: {
    source: {
      type: 'string',
      value: 'file',
      describe: "contract source, snapshot or crypta contract; the configuration's contract.source unless given",
    },
    output: {
      type: 'string',
      value: 'file',
      describe: "the snapshot's file; the configuration's contract.snapshot unless given",
    },
    check: {
      type: 'boolean',
      describe: 'write nothing; exit 1 and say what differs where the committed snapshot is stale',
    },
  },
  examples: [
    { command: 'assay api snapshot', what: "bring the configuration's snapshot up to date" },
    { command: 'assay api snapshot --check', what: 'fail where it is stale, in CI' },
    { command: 'assay api snapshot --source contract.yaml --output 4.json', what: 'without a configuration' },
  ],
  load: () => import('./api-snapshot.run.ts'),
};
