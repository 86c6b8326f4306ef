import { parseDocument } from '../../formats/parse-document.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';

/** Reads a document of another system, JSON or YAML; what is made of it is searched for leaks. @throws AssayError of kind input */
export async function readForeign(file: string, shown: string): Promise<JsonDocument> {
  const bytes = readFileBytes(file, shown, SIZE.document);
  return parseDocument(bytes, { path: shown, maxBytes: SIZE.document, maxDepth: DEPTH.userSchemas });
}
