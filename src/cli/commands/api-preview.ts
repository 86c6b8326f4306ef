import { APP_OPTIONS } from '../app-flags.ts';
import type { Command } from '../command.ts';

export const apiPreview: Command = {
  path: ['api', 'preview'],
  summary: 'try apps on a contract that is only proposed; authorises nothing',
  options: {
    ...APP_OPTIONS,
    baseline: {
      type: 'string',
      value: 'file',
      describe: "the contract that is in force; the configuration's contract.snapshot unless given",
    },
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
    'require-metadata': { type: 'boolean', describe: 'an app without api metadata is an error' },
  },
  positionals: [
    { name: 'candidate', describe: 'the proposed contract: source, snapshot or crypta envelope', required: true },
  ],
  examples: [
    { command: 'assay api preview proposal.yaml --bundle-dir apps/hello', what: 'try one app' },
    { command: 'assay api preview proposal.yaml --output json=preview.json', what: 'try the configured apps' },
  ],
  formats: ['tsv'],
  load: () => import('./api-preview.run.ts'),
};
