import { PROFILE_WORDS } from '../../model/manifest-profiles.ts';
import type { Command } from '../command.ts';

export const manifestProfilesDiff: Command = {
  path: ['manifest', 'profiles', 'diff'],
  summary: 'say which manifests break where one set of rules takes the place of another',
  options: {},
  positionals: [
    { name: 'from', describe: 'the rules they pass today', required: true, choices: PROFILE_WORDS },
    { name: 'to', describe: 'the rules they would have to pass', required: true, choices: PROFILE_WORDS },
    { name: 'file', describe: 'palette manifests', required: true, variadic: true },
  ],
  examples: [
    {
      command: 'assay manifest profiles diff cli@0.3.63 server@2026-08 apps/*.palette-plugin.json',
      what: 'exit 1 where a manifest has an error by the new rules that it has not by the old',
    },
  ],
  formats: [],
  load: () => import('./manifest-profiles-diff.run.ts'),
};
