import type { Command } from '../command.ts';

export const apiVerifyDeterminism: Command = {
  path: ['api', 'verify-determinism'],
  summary: 'make the snapshot again in other orders, folders, time zones and locales, and compare the bytes',
  options: {
    source: {
      type: 'string',
      value: 'file',
      describe: "contract source, snapshot or crypta contract; the configuration's contract.source unless given",
    },
  },
  examples: [
    { command: 'assay api verify-determinism', what: "the configuration's source" },
    { command: 'assay api verify-determinism --source contract.yaml --json', what: 'for a machine' },
  ],
  formats: [],
  load: () => import('./api-verify-determinism.run.ts'),
};
