import { inputError } from '../model/errors.ts';
import { decodeUtf8, type JsonDocument, type JsonParseOptions, parseJson } from '../model/json/parse.ts';

/**
 * Parses a JSON or YAML document, chosen by content: what starts with `{` or `[` is JSON, a `.json` file always is.
 * The YAML reader is loaded only when it is needed.
 * @throws AssayError of kind input
 */
export async function parseDocument(bytes: Uint8Array, options: JsonParseOptions): Promise<JsonDocument> {
  const text = decodeUtf8(bytes, options);
  if (options.path.endsWith('.json') || /^\s*[{[]/.test(text)) return parseJson(text, options);
  if (text.trim() === '')
    throw inputError('input-empty', `${options.path} is empty`, 'check that the file was written completely', {
      path: options.path,
    });
  const { parseYaml } = await import('./parse-yaml.ts');
  return parseYaml(text, options);
}
