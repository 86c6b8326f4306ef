import type { Command } from '../command.ts';

export const certifyMerge: Command = {
  path: ['certify', 'merge'],
  summary: 'put the parts of a plan together, if none is missing',
  options: {
    plan: { type: 'string', value: 'file', required: true, describe: 'what `certify plan` wrote' },
    output: { type: 'string', value: 'folder', required: true, describe: 'where all evidence goes' },
  },
  positionals: [
    { name: 'shards', describe: 'folders that `certify run` wrote, in any order', required: true, variadic: true },
  ],
  examples: [
    { command: 'assay certify merge --plan plan.json --output all shard-1 shard-2', what: 'merge a run of two parts' },
  ],
  load: () => import('./certify-merge.run.ts'),
};
