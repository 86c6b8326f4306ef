import type { Command } from '../command.ts';
import { completion } from './completion.ts';
import { explain } from './explain.ts';
import { schemas } from './schemas.ts';

/** Every command, one line each, in the order that help shows them. */
export const COMMANDS: readonly Command[] = [
  // The order of help.
  explain,
  schemas,
  completion,
];
