import type { Command } from '../command.ts';
import { SIGNER_OPTIONS } from '../signer-options.ts';

export const evidenceSign: Command = {
  path: ['evidence', 'sign'],
  summary: 'vouch for an evidence document, as its producer',
  options: {
    ...SIGNER_OPTIONS,
    output: { type: 'string', value: 'file', describe: 'the signed evidence (else in place of the document)' },
  },
  positionals: [
    { name: 'evidence', describe: 'a document, or a signed one that more people vouch for', required: true },
  ],
  examples: [
    {
      command:
        'assay evidence sign --private-key-file ci.pem --passphrase-env CI_PASSPHRASE evidence/security.scan.json',
      what: 'sign with the key of the machine that made it',
    },
  ],
  load: () => import('./evidence-sign.run.ts'),
};
