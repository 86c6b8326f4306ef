import { BROKER_OPTIONS } from '../broker-options.ts';
import type { Command } from '../command.ts';

export const servicesAdd: Command = {
  path: ['services', 'add'],
  summary: "add targets to what an app's manifest consumes; everything else in it keeps every byte",
  options: {
    ...BROKER_OPTIONS,
    app: { type: 'string', value: 'folder', describe: "the app's folder; the working directory unless given" },
    event: { type: 'boolean', describe: 'the targets are events; without a catalog nobody else can tell' },
    optional: { type: 'boolean', describe: 'the app can do without: required: false' },
    reason: { type: 'string', value: 'text', describe: 'why, for whoever grants it' },
  },
  positionals: [{ name: 'target', describe: 'as hr/v1#approvalChain.get', required: true, variadic: true }],
  examples: [
    { command: 'assay services add hr/v1#approvalChain.get --env staging', what: 'a method that the platform offers' },
    { command: 'assay services add hr/v1#member.updated --event --optional', what: 'an event, without a catalog' },
  ],
  load: () => import('./services-add.run.ts'),
};
