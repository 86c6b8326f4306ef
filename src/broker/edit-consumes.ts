import { parseJson } from '../model/json/parse.ts';
import { pointerGet } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import type { TargetKind } from './catalog-model.ts';
import { JsonEditor } from './json-editor.ts';

/** A target to consume, and how. */
export interface Consumption {
  readonly target: string;
  readonly kind: TargetKind;
  readonly required: boolean;
  readonly reason?: string;
}

/**
 * A manifest with one more consumed target: the text as it was, and one insertion in its own indentation and line
 * breaks. Undefined where the manifest consumes the target already, in whichever way.
 * @param text a manifest that parses
 * @throws AssayError manifest-member-malformed (input) where `consumes` or its list is there and is something else
 */
export function addConsumed(text: string, { target, kind, required, reason }: Consumption): string | undefined {
  const list = kind === 'method' ? 'services' : 'events';
  const { value } = parseJson(text, { path: 'the manifest' });
  const written = pointerGet(value, `/consumes/${list}`);
  if (Array.isArray(written) && written.some((item: JsonValue) => targetOf(item) === target)) return undefined;
  const item =
    required && reason === undefined
      ? target
      : { target, ...(required ? {} : { required }), ...(reason === undefined ? {} : { reason }) };
  const editor = new JsonEditor(text);
  if (Array.isArray(written)) return editor.append(['consumes', list], undefined, item);
  if (isJsonObject(pointerGet(value, '/consumes'))) return editor.append(['consumes'], list, [item]);
  return editor.append([], 'consumes', { [list]: [item] });
}

function targetOf(item: JsonValue): JsonValue | undefined {
  return isJsonObject(item) ? item.target : item;
}
