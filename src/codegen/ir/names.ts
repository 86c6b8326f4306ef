import { pointerTokens } from '../../model/json/pointer.ts';
import { isJsonObject } from '../../model/json/value.ts';
import { typeName } from '../identifiers.ts';
import type { SchemaRole } from './model.ts';
import { member, type SchemaPlace } from './schema-space.ts';

/**
 * The name that a type is given where nothing else has it: `MembersGetOutput` for a root; what it refers to is named
 * after its place among the definitions, else its title, else the last token of its pointer.
 */
export function wantedName(target: string, role: SchemaRole, place: SchemaPlace): string {
  const stem = `${typeName(target)}${typeName(role)}`;
  const tokens = pointerTokens(place.pointer);
  const last = tokens.at(-1);
  if (last === undefined) return place.document === '' ? stem : `${stem}${typeName(fileName(place.document))}`;
  if (['$defs', 'definitions'].includes(tokens.at(-2) ?? '')) return `${stem}${typeName(last)}`;
  const title = isJsonObject(place.schema) ? member(place.schema, 'title') : undefined;
  return `${stem}${typeName(typeof title === 'string' && title !== '' && title.length <= 60 ? title : last)}`;
}

/** `order` of `https://example.com/schemas/order.json`. */
function fileName(address: string): string {
  const path = address.slice(address.lastIndexOf('/') + 1);
  return path.replace(/(\.schema)?\.(json|ya?ml)$/, '');
}
