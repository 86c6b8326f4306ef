import { parseDocument } from '../../formats/parse-document.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import type { JsonDocument } from '../../model/json/parse.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';
import { refuseLeaks } from '../refuse-leaks.ts';

/**
 * Reads a document of another system, JSON or YAML, and searches it for leaks.
 * @throws AssayError of kind input, or leak-found (integrity)
 */
export async function readForeign(file: string, shown: string): Promise<JsonDocument> {
  const bytes = readFileBytes(file, shown, SIZE.document);
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document, maxDepth: DEPTH.userSchemas });
  refuseLeaks(document, 'a contract');
  return document;
}
