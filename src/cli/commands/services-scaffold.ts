import type { Command } from '../command.ts';

export const servicesScaffold: Command = {
  path: ['services', 'scaffold'],
  summary:
    'start a method or an event that an app provides: schemas, contract, client, handler, example, test, manifest',
  options: {
    app: { type: 'string', value: 'folder', describe: "the app's folder; the working directory unless given" },
    event: { type: 'boolean', describe: 'the target is an event' },
    lang: { type: 'string', value: 'language', choices: ['typescript', 'python'], describe: 'typescript unless given' },
  },
  positionals: [{ name: 'target', describe: 'as hr/v1#approvalChain.get', required: true }],
  examples: [
    { command: 'assay services scaffold hr/v1#approvalChain.get', what: 'a handler in TypeScript' },
    { command: 'assay services scaffold hr/v1#member.updated --event', what: 'what sends an event' },
    { command: 'assay services scaffold hr/v1#members.list --lang python', what: 'a handler in Python' },
  ],
  load: () => import('./services-scaffold.run.ts'),
};
