import { isJsonObject, type JsonValue } from '../../model/json/value.ts';
import type { Documentation } from './model.ts';
import { member } from './schema-space.ts';

/** What a schema's annotations tell a reader. */
export function documentationOf(schema: JsonValue | undefined): Documentation {
  if (!isJsonObject(schema)) return {};
  const description = member(schema, 'description');
  const deprecated = member(schema, 'deprecated');
  const fallback = member(schema, 'default');
  const examples = member(schema, 'examples');
  return {
    ...(typeof description === 'string' && description.trim() !== '' ? { description } : {}),
    // Some authors write the reason where a boolean belongs.
    ...(deprecated !== undefined && deprecated !== false ? { deprecated: true } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(Array.isArray(examples) ? { examples } : {}),
  };
}
