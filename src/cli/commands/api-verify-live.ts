import type { Command } from '../command.ts';
import { CONTRACT_OPTIONS } from '../target-contract.ts';

export const apiVerifyLive: Command = {
  path: ['api', 'verify-live'],
  summary: 'whether a running node serves the certified contract, and only to those who may read it',
  options: {
    url: { type: 'string', value: 'url', required: true, describe: "the node's base URL, or the contract's own" },
    'token-env': { type: 'string', value: 'name', describe: 'variable of the environment that holds the bearer token' },
    'ungranted-env': {
      type: 'string',
      value: 'name',
      describe: "variable with the token of somebody without the contract's capability, who must get 401 or 403",
    },
    contract: CONTRACT_OPTIONS.contract,
    'allow-private': {
      type: 'boolean',
      describe: 'allow loopback and private addresses, plain http and any port: a node in your own network',
    },
  },
  examples: [
    {
      command: 'assay api verify-live --url https://node.example --token-env NODE_TOKEN',
      what: 'against the configured snapshot',
    },
    {
      command: 'assay api verify-live --url http://127.0.0.1:8888 --allow-private --contract 4.json',
      what: 'a node on this machine',
    },
  ],
  formats: [],
  load: () => import('./api-verify-live.run.ts'),
};
