import { inputError } from '../../model/errors.ts';
import { parseJson } from '../../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { DEPTH, SIZE } from '../../model/limits.ts';

/**
 * The object that a report is. A byte order mark before it is passed over, as RFC 8259 allows: .NET's compilers write one.
 * @throws AssayError those of parseJson; report-malformed (input)
 */
export function reportObject(bytes: Uint8Array, path: string, name: string): JsonObject {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const { value } = parseJson(marked ? bytes.subarray(3) : bytes, {
    path,
    maxBytes: SIZE.document,
    maxDepth: DEPTH.ownFormats,
  });
  return isJsonObject(value) ? value : malformed(path, name, 'it is no object');
}

/** @throws AssayError report-malformed (input) */
export function malformed(path: string, name: string, what: string): never {
  throw inputError(
    'report-malformed',
    `${path} is no ${name} report: ${what}`,
    'give the report as its tool wrote it',
    { path },
  );
}

/** A member that is a list of objects. @throws AssayError report-malformed (input) where it is not */
export function objects(from: JsonObject, member: string, path: string, name: string): JsonObject[] {
  const list = from[member];
  if (!Array.isArray(list)) return malformed(path, name, `it lacks the list "${member}"`);
  return list.map((one: JsonValue) =>
    isJsonObject(one) ? one : malformed(path, name, `"${member}" holds what is no object`),
  );
}

/** A member that is an object, or an empty one. */
export function part(from: JsonObject, member: string): JsonObject {
  const value = from[member];
  return isJsonObject(value) ? value : {};
}

/** A member that is text. */
export function text(from: JsonObject, member: string): string | undefined {
  const value = from[member];
  return typeof value === 'string' ? value : undefined;
}
