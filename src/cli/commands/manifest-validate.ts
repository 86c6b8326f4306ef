import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const manifestValidate: Command = {
  path: ['manifest', 'validate'],
  summary: "check a manifest's structure, its permissions and, where a contract is known, its compatibility",
  options: {
    'bundle-dir': { type: 'string', value: 'folder', describe: 'an unpacked bundle, in place of a manifest file' },
    profile: { type: 'string', value: 'name', choices: ['common'], describe: 'the set of rules (else common)' },
    ...CONTRACT_OPTIONS,
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  positionals: [{ name: 'file', describe: 'the manifest', required: false }],
  examples: [
    { command: 'assay manifest validate apps/hello/cryptad-app.properties', what: 'check one file' },
    { command: 'assay manifest validate --bundle-dir apps/hello --strict', what: "check a bundle's manifest" },
  ],
  formats: [],
  load: () => import('./manifest-validate.run.ts'),
};
