import type { Command } from '../command.ts';

export const apiHistoryVerify: Command = {
  path: ['api', 'history', 'verify'],
  summary: 'prove that released contracts are as they were released, one after the other',
  options: {
    source: {
      type: 'string',
      value: 'file',
      describe: "the contract to be released next; the configuration's contract.source unless given",
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  positionals: [
    {
      name: 'folder',
      describe: "released snapshots, <contractVersion>.json each; the configuration's contract.history unless given",
      required: false,
    },
  ],
  examples: [
    { command: 'assay api history verify', what: "the configuration's history and source" },
    { command: 'assay api history verify contracts --source contract.yaml', what: 'without a configuration' },
  ],
  formats: ['tsv'],
  load: () => import('./api-history-verify.run.ts'),
};
