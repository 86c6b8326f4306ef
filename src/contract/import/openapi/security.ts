import type { JsonObject, JsonValue } from '../../../model/json/value.ts';
import { isList } from '../../map-subschemas.ts';
import type { Placed } from '../references.ts';
import { type ImportContext, isObject, member, objects } from './context.ts';

/** Learns the scopes that the document's security schemes declare, with what they are for. */
export function learnScopes(context: ImportContext, components: Placed<JsonObject>): void {
  for (const [, scheme] of objects(context, components, 'securitySchemes')) {
    for (const [, flow] of objects(context, scheme, 'flows')) {
      const scopes = member(flow, 'scopes') ?? member(flow, 'availableScopes');
      if (scopes === undefined || !isObject(scopes.value)) continue;
      for (const [scope, words] of Object.entries(scopes.value))
        context.capabilities.describe(scope, typeof words === 'string' ? words : '', scopes.pointer);
    }
  }
}

/**
 * The capabilities that an operation demands. A contract demands all of a set, OpenAPI any of several: the first
 * alternative that names scopes is taken, and the others are noted.
 */
export function requirementsOf(
  context: ImportContext,
  root: Placed<JsonObject>,
  operation: Placed<JsonObject>,
): string[] {
  const own = member(operation, 'security') ?? member(root, 'security');
  if (own === undefined) return [];
  if (!isList(own.value)) context.notes.add('a security requirement that is no list is read as one', own.pointer);
  const alternatives = (isList(own.value) ? own.value : [own.value]).filter(isObject).map(scopesOf);
  if (alternatives.length > 1)
    context.notes.add(
      'alternatives of a security requirement are left out: the first that names scopes is taken',
      own.pointer,
    );
  const scopes = alternatives.find((names) => names.length > 0) ?? [];
  return [...new Set(scopes.map((scope) => context.capabilities.of(scope, own.pointer)))];
}

function scopesOf(requirement: JsonObject): string[] {
  return Object.values(requirement).flatMap((names: JsonValue) =>
    isList(names) ? names.filter((name) => typeof name === 'string') : [],
  );
}
