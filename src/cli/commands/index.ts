import type { Command } from '../command.ts';

/** Every command, one line each, in the order that help shows them. */
export const COMMANDS: readonly Command[] = [];
