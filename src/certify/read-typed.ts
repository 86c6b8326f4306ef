import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { type Validator, validateDocument } from '../formats/validate.ts';
import { type Digest, digestBytes, digestJson } from '../model/digest.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import type { FolderFile } from './read-folder.ts';

/** A document that its format accepts, with what names it. */
export interface Typed<T> {
  readonly value: T;
  /** Over the RFC 8785 form: the same for the same content in JSON or YAML. */
  readonly digest: Digest;
  /** Over the bytes as they lie in the file. */
  readonly fileDigest: Digest;
  readonly document: JsonDocument;
}

/**
 * Reads, parses and validates one document. Links are not followed: what is certified is what lies in the folder.
 * @throws AssayError of kind input
 */
export async function readTyped<T>(
  { file, shown }: FolderFile,
  validator: Validator,
  name: string,
  maxBytes: number,
): Promise<Typed<T>> {
  const bytes = readFileBytes(file, shown, maxBytes, { noFollow: true });
  const document = await parseDocument(bytes, { path: shown, maxBytes });
  const value = validateDocument<T>(document, validator, name);
  return { value, digest: digestJson(document.value), fileDigest: digestBytes(bytes), document };
}
