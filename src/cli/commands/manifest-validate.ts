import { PROFILE_CHOICES } from '../../model/manifest-profiles.ts';
import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const manifestValidate: Command = {
  path: ['manifest', 'validate'],
  summary: "check a manifest's structure, its permissions and, where a contract is known, its compatibility",
  options: {
    'bundle-dir': { type: 'string', value: 'folder', describe: 'an unpacked bundle, in place of a manifest file' },
    profile: {
      type: 'string',
      value: 'name',
      choices: PROFILE_CHOICES,
      describe: 'whose rules: the newest or a given version of a validator, or all compared (else what all share)',
    },
    env: {
      type: 'string',
      value: 'name',
      describe: 'read the .env files of this environment and say, by name, what would be uploaded',
    },
    ...CONTRACT_OPTIONS,
    strict: { type: 'boolean', describe: 'take the strict severity of every rule, as a release does' },
  },
  positionals: [{ name: 'file', describe: 'the manifest', required: false }],
  examples: [
    { command: 'assay manifest validate apps/hello/cryptad-app.properties', what: 'check one file' },
    {
      command: 'assay manifest validate palette-plugin.json --profile all',
      what: 'compare what every validator makes of it',
    },
    {
      command: 'assay manifest validate --bundle-dir . --env staging',
      what: 'look at secrets too',
    },
    { command: 'assay manifest validate --bundle-dir apps/hello --strict', what: "check a bundle's manifest" },
  ],
  formats: [],
  load: () => import('./manifest-validate.run.ts'),
};
