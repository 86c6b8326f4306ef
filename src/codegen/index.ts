import type { Contract } from '../contract/model.ts';
import { buildModel } from './build-model.ts';
import { type ClientHome, clientFiles, NO_HOME } from './client-files.ts';
import { LANGUAGES } from './targets/index.ts';
import type { ClientLanguage, ClientOptions } from './targets/language.ts';
import { TYPESCRIPT } from './targets/typescript/generate.ts';

/**
 * The client of a contract in one language: file text by path within the client's folder, in code-unit order. The same
 * contract gives the same bytes, in whatever order it was written.
 * @param home the folder that the client will lie in: its lock keeps the names of types
 * @throws AssayError client-duplicate-target, client-schema-reference, client-schema-shape
 */
export async function generateClient(
  contract: Contract,
  language: ClientLanguage['id'],
  options: ClientOptions = {},
  home: ClientHome = NO_HOME,
): Promise<ReadonlyMap<string, string>> {
  const found = LANGUAGES.find(({ id }) => id === language);
  if (found === undefined) throw new Error(`no generator for ${language}`);
  const { files } = await clientFiles(buildModel(contract), found, options, home);
  return files;
}

/** The TypeScript client of a contract, without its options. */
export async function generateTypeScript(contract: Contract): Promise<ReadonlyMap<string, string>> {
  return TYPESCRIPT.generate(buildModel(contract), {});
}
