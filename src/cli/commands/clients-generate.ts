import type { Command } from '../command.ts';

export const clientsGenerate: Command = {
  path: ['clients', 'generate'],
  summary: "write typed clients for the methods and events of a contract's broker",
  options: {
    check: { type: 'boolean', describe: 'write nothing; exit 1 where a client is not what the contract gives' },
    contract: {
      type: 'string',
      value: 'file',
      describe: "contract source, snapshot or crypta contract; the configuration's unless given",
    },
    lang: {
      type: 'string',
      value: 'languages',
      describe: "languages with commas between them, as ts; all of the configuration's unless given",
    },
    package: {
      type: 'string',
      value: 'name',
      describe: "make the folder a package; its version moves by what changed since the folder's last contract",
    },
    palette: {
      type: 'boolean',
      describe:
        "write palette's one file, .palette/types/services.ts or .palette/python/services.py, in the app --output",
    },
    'py-models': {
      type: 'string',
      value: 'kind',
      choices: ['typed-dict', 'pydantic'],
      describe: "what Python's objects are; typed-dict unless given",
    },
    validators: { type: 'boolean', describe: 'add a module per target that validates what travels' },
    output: {
      type: 'string',
      value: 'folder',
      describe: "the client's folder, which it fills alone; the configuration's clients unless given",
    },
  },
  examples: [
    { command: 'assay clients generate', what: "bring the configuration's clients up to date" },
    { command: 'assay clients generate --check', what: 'fail where one drifted, in CI' },
    { command: 'assay clients generate --contract 4.json --output src/hr', what: 'without a configuration' },
  ],
  load: () => import('./clients-generate.run.ts'),
};
