import { compile } from 'json-schema-to-typescript';
import type { JsonObject } from '../../../model/json/value.ts';

/**
 * The engine's declarations of a schema, as they come: not formatted, and no file or address is ever looked at. Whoever
 * imports this loads the engine, which takes a while.
 */
export function runEngine(schema: JsonObject, name: string): Promise<string> {
  return withoutEngineLog(() =>
    compile(schema, name, {
      additionalProperties: false,
      bannerComment: '',
      cwd: '/',
      enableConstEnums: false,
      format: false,
      ignoreMinAndMaxItems: true,
      unknownAny: true,
      $refOptions: { resolve: { external: false, file: false, http: false } },
    }),
  );
}

let running = 0;
let verbose: string | undefined;

/** The engine writes its progress to stdout where VERBOSE is set, which many CI systems do; our stdout is the result. */
async function withoutEngineLog<T>(work: () => Promise<T>): Promise<T> {
  if (running === 0) verbose = process.env.VERBOSE;
  running += 1;
  delete process.env.VERBOSE;
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0 && verbose !== undefined) process.env.VERBOSE = verbose;
  }
}
