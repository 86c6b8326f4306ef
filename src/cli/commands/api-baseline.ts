import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const apiBaseline: Command = {
  path: ['api', 'baseline'],
  summary: 'show the named baselines of a contract: what each guarantees, and a digest of it',
  options: {
    contract: {
      ...CONTRACT_OPTIONS.contract,
      describe: 'the contract: source, snapshot or crypta envelope (else the configured source, else the snapshot)',
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  positionals: [{ name: 'name', describe: 'the baseline to show; all of them unless given', required: false }],
  examples: [
    { command: 'assay api baseline', what: "every baseline of the configuration's contract" },
    { command: 'assay api baseline 1.0 --contract contracts/5.json', what: 'one of a snapshot' },
  ],
  formats: ['tsv'],
  load: () => import('./api-baseline.run.ts'),
};
