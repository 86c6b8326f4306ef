import type { Command } from '../command.ts';

const SIDE = 'a contract file, the folder of one, an archive (.zip, .tgz), or a git revision: git:<revision>:<path>';

export const apiDiff: Command = {
  path: ['api', 'diff'],
  summary: 'say what changed between two contracts, whom it breaks, and prove it',
  options: {
    profile: {
      type: 'string',
      value: 'profile',
      choices: ['wire', 'sdk', 'auth', 'all'],
      describe: 'which changes to report: on the wire, for generated clients too, of rights, or all (the default)',
    },
    witness: {
      type: 'string',
      value: 'on|off',
      choices: ['on', 'off'],
      describe: 'whether to search an instance that proves each schema break; on unless told',
    },
    strict: { type: 'boolean', describe: 'what is undecided is an error' },
    policy: {
      type: 'string',
      value: 'file',
      describe: 'a policy that sets severities of rules (kind assay.diff-policy)',
    },
    'check-version': {
      type: 'string',
      value: 'A..B',
      describe:
        "the versions must say what the changes ask for: 1.2.0..1.3.0, contract versions 4..5, or the contracts' own: contracts",
    },
    app: {
      type: 'string',
      value: 'bundle',
      repeatable: true,
      describe: 'an app (bundle folder, archive or catalog entry) whose use of what changed is told',
    },
    'against-history': {
      type: 'string',
      value: 'folder',
      describe: 'compare one contract with the released ones, <contractVersion>.json each, instead of with a baseline',
    },
    compat: {
      type: 'string',
      value: 'mode',
      choices: ['backward', 'forward', 'full', 'backward-transitive', 'forward-transitive', 'full-transitive'],
      describe: 'how the contract must fit the history; backward unless told',
    },
  },
  positionals: [
    { name: 'baseline', describe: `${SIDE}; with --against-history the contract itself`, required: true },
    { name: 'current', describe: `${SIDE}; left out with --against-history`, required: false },
  ],
  examples: [
    { command: 'assay api diff contracts/4.json contracts/5.json', what: 'compare two snapshots' },
    { command: 'assay api diff git:main:contracts contracts --json', what: 'compare the working tree with a branch' },
    {
      command: 'assay api diff contracts/5.json --against-history contracts --compat full-transitive',
      what: 'compare with every release, both ways',
    },
  ],
  formats: ['md'],
  load: () => import('./api-diff.run.ts'),
};
