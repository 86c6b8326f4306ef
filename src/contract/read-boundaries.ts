import type { Boundaries } from '../formats/generated/boundaries.ts';
import validateBoundaries from '../formats/generated/validators/boundaries.js';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import type { LoadedBoundaries } from './boundaries.ts';

/** Reads a file of boundaries (JSON or YAML). @throws AssayError of kind input */
export async function readBoundaries(file: string, shown: string): Promise<LoadedBoundaries> {
  const bytes = readFileBytes(file, shown, SIZE.config);
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.config, maxDepth: DEPTH.ownFormats });
  const { boundaries } = validateDocument<Boundaries>(document, validateBoundaries, 'boundaries document');
  return { boundaries, path: shown, locate: (pointer) => document.locate(pointer) };
}
