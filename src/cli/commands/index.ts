import type { Command } from '../command.ts';
import { apiDiff } from './api-diff.ts';
import { apiExport } from './api-export.ts';
import { apiImport } from './api-import.ts';
import { apiLint } from './api-lint.ts';
import { apiMatch } from './api-match.ts';
import { apiSnapshot } from './api-snapshot.ts';
import { certify } from './certify.ts';
import { clientsGenerate } from './clients-generate.ts';
import { compatVerify } from './compat-verify.ts';
import { completion } from './completion.ts';
import { explain } from './explain.ts';
import { keysGenerate } from './keys-generate.ts';
import { keysInspect } from './keys-inspect.ts';
import { manifestValidate } from './manifest-validate.ts';
import { reportRender } from './report-render.ts';
import { schemas } from './schemas.ts';

/** Every command, one line each, in the order that help shows them. */
export const COMMANDS: readonly Command[] = [
  // The order of help.
  apiSnapshot,
  apiDiff,
  apiImport,
  apiExport,
  apiLint,
  apiMatch,
  compatVerify,
  manifestValidate,
  clientsGenerate,
  keysGenerate,
  keysInspect,
  certify,
  reportRender,
  explain,
  schemas,
  completion,
];
