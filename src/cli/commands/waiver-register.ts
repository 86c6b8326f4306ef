import type { Command } from '../command.ts';
import { MODE_OPTION } from '../mode-option.ts';
import { PERSON_OPTIONS } from '../waiver-options.ts';

export const waiverRegister: Command = {
  path: ['waiver', 'register'],
  summary: 'sign the register anew: every waiver and every decision, in the next sequence',
  options: {
    ...PERSON_OPTIONS,
    days: { type: 'string', value: 'days', describe: 'how long it holds (else 30d)' },
    remove: {
      type: 'string',
      value: 'id',
      repeatable: true,
      describe: 'a waiver by id or digest, or a decision by digest, that the register shall not list any more',
    },
    reason: { type: 'string', value: 'text', describe: 'why it is dropped; the register keeps it' },
    ...MODE_OPTION,
  },
  examples: [
    {
      command: 'assay waiver register --private-key-file ~/.config/assay/rita.pem --passphrase-env RITA_PASSPHRASE',
      what: 'after every approval and revocation',
    },
    {
      command:
        'assay waiver register --signer ./sign-with-card --remove WVR-2031-0004 --reason "expired, and the app was mended"',
      what: 'let a waiver go',
    },
  ],
  load: () => import('./waiver-register.run.ts'),
};
