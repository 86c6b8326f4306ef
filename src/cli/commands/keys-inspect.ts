import type { Command } from '../command.ts';
import { PASSPHRASE_OPTIONS } from '../passphrase-options.ts';

export const keysInspect: Command = {
  path: ['keys', 'inspect'],
  summary: 'show what a file of keys holds: fingerprints, windows and what to mind, never a secret',
  options: { ...PASSPHRASE_OPTIONS },
  positionals: [
    {
      name: 'file',
      describe: 'a private or public key, certificates, trusted keys or reviewers, or a trust document',
      required: true,
    },
  ],
  examples: [
    { command: 'assay keys inspect release.pub', what: 'the fingerprint to compare by phone' },
    { command: 'assay keys inspect trusted-keys.properties --json', what: 'which keys are active, and until when' },
  ],
  resultIsPublic: true,
  load: () => import('./keys-inspect.run.ts'),
};
