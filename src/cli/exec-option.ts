import type { Command } from './command.ts';

/** Nothing that a policy names is started unless whoever certifies says so. */
export const EXEC_OPTION = {
  'allow-exec': { type: 'boolean', describe: "start the commands of the policy's exec requirements" },
} as const satisfies Command['options'];
