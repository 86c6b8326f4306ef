import type { Command } from '../command.ts';
import { clientsGenerate } from './clients-generate.ts';
import { compatVerify } from './compat-verify.ts';
import { completion } from './completion.ts';
import { explain } from './explain.ts';
import { manifestValidate } from './manifest-validate.ts';
import { schemas } from './schemas.ts';

/** Every command, one line each, in the order that help shows them. */
export const COMMANDS: readonly Command[] = [
  // The order of help.
  compatVerify,
  manifestValidate,
  clientsGenerate,
  explain,
  schemas,
  completion,
];
