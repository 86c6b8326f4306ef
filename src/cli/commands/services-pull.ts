import { BROKER_OPTIONS } from '../broker-options.ts';
import type { Command } from '../command.ts';

export const servicesPull: Command = {
  path: ['services', 'pull'],
  summary: 'pin what an app consumes in services.lock.json, and generate its clients',
  options: {
    ...BROKER_OPTIONS,
    output: {
      type: 'string',
      value: 'folder',
      describe:
        "the client's folder, which it fills alone; else the configuration's clients, else palette's two files in a palette app",
    },
    lang: {
      type: 'string',
      value: 'languages',
      describe: "languages of the clients, as `clients generate` takes them; all of the configuration's unless given",
    },
  },
  positionals: [{ name: 'folder', describe: "the app's folder; the working directory unless given", required: false }],
  examples: [
    { command: 'assay services pull --env staging', what: 'from the broker of a platform' },
    { command: 'assay services pull --from catalog --output src/services', what: 'offline, with a client' },
  ],
  load: () => import('./services-pull.run.ts'),
};
