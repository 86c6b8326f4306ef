import type { OptionSpec } from './command.ts';

/** The flags of commands that ask a broker, or a folder in its place. */
export const BROKER_OPTIONS = {
  from: {
    type: 'string',
    value: 'folder|file|url',
    describe: "what the broker offers: a folder, a file or an https URL; else --env, else the configuration's contract",
  },
  env: {
    type: 'string',
    value: 'name',
    describe: "platform by name: the configuration's environments, or PALETTE_<NAME>_URL and PALETTE_<NAME>_TOKEN",
  },
  'token-env': { type: 'string', value: 'name', describe: 'variable of the environment that holds the bearer token' },
  'token-file': { type: 'string', value: 'file', describe: 'file with the bearer token, mode 0600' },
  'allow-private': {
    type: 'boolean',
    describe: 'allow loopback and private addresses, plain http and any port: a platform in your own network',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;
