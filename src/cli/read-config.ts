import { basename } from 'node:path';
import type { AssayConfig } from '../formats/generated/config.ts';
import validator from '../formats/generated/validators/config.js';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { SIZE } from '../model/limits.ts';
import type { LoadedConfig } from './config.ts';

/**
 * Reads and validates a configuration file.
 * @param file absolute path @param root its folder, which the paths inside are relative to
 * @throws AssayError of kind input
 */
export async function readConfig(file: string, root: string): Promise<LoadedConfig> {
  const path = basename(file);
  const options = { path, maxBytes: SIZE.config };
  const document = await parseDocument(readFileBytes(file, path, SIZE.config), options);
  return { config: validateDocument<AssayConfig>(document, validator, 'configuration'), root, path };
}
