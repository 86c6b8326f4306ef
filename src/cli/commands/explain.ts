import type { Command } from '../command.ts';

export const explain: Command = {
  path: ['explain'],
  summary: 'say what a rule means, whom it breaks and how to fix it',
  options: {},
  positionals: [
    {
      name: 'rule',
      describe: 'rule id, its name alone, or the finding code of an imported system; every rule where absent',
      required: false,
    },
  ],
  examples: [
    { command: 'assay explain compat/deprecated-capability', what: 'explain one rule' },
    { command: 'assay explain unknown_manifest_permission', what: 'find a rule by its legacy code' },
    { command: 'assay explain', what: 'list every rule' },
  ],
  resultIsPublic: true,
  load: () => import('./explain.run.ts'),
};
