import { BROKER_OPTIONS } from '../broker-options.ts';
import type { Command } from '../command.ts';

export const servicesCheck: Command = {
  path: ['services', 'check'],
  summary: 'whether what an app consumes and provides is what broker, lock, sources and mocks say',
  options: {
    ...BROKER_OPTIONS,
    consumer: {
      type: 'string',
      value: 'app',
      repeatable: true,
      describe: 'an app of the catalog (bundle folder, archive or entry), whose targets must stay provided',
    },
    strict: { type: 'boolean', describe: 'what would be a warning is an error where its rule says so' },
  },
  positionals: [{ name: 'folder', describe: "the app's folder; the working directory unless given", required: false }],
  examples: [
    { command: 'assay services check', what: 'against the lock and the sources, offline' },
    { command: 'assay services check apps/leave --from catalog', what: 'against a catalog in a folder' },
    { command: 'assay services check --env staging --strict', what: 'against what a platform offers now' },
    {
      command: 'assay services check apps/people --consumer apps/leave --consumer apps/rota',
      what: 'before an older major goes: whether somebody still consumes it',
    },
  ],
  load: () => import('./services-check.run.ts'),
};
