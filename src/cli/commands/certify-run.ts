import type { Command } from '../command.ts';
import { EXEC_OPTION } from '../exec-option.ts';
import { SIGNER_OPTIONS } from '../signer-options.ts';

export const certifyRun: Command = {
  path: ['certify', 'run'],
  summary: 'judge one part of a plan, and write its evidence',
  options: {
    plan: { type: 'string', value: 'file', required: true, describe: 'what `certify plan` wrote' },
    shard: { type: 'string', value: 'i/n', describe: 'the part: the i-th of n (else all of it)' },
    ...EXEC_OPTION,
    output: {
      type: 'string',
      value: 'folder',
      required: true,
      describe: 'where the evidence goes; shard.json comes last',
    },
    ...SIGNER_OPTIONS,
  },
  examples: [
    { command: 'assay certify run --plan plan.json --shard 2/8 --output shard-2', what: 'judge an eighth of the plan' },
    {
      command:
        'assay certify run --plan plan.json --output shard-1 --private-key-file ci.pem --passphrase-env CI_PASSPHRASE',
      what: 'judge all of it, and sign each document',
    },
  ],
  load: () => import('./certify-run.run.ts'),
};
