import { pointerJoin } from '../../../model/json/pointer.ts';
import type { JsonObject } from '../../../model/json/value.ts';
import { quote } from '../../../model/quote.ts';
import type { Placed } from '../references.ts';
import { type ImportContext, isObject, member } from './context.ts';

/** The scheme that our own exports declare: its roles are the capabilities themselves. */
export const SCHEME = 'capabilities';

/** Notes schemas that nothing imported refers to, and security schemes, of which a contract keeps the scopes alone. */
export function noteUnreached({ notes, schemas }: ImportContext, root: Placed<JsonObject>): void {
  const components = member(root, 'components');
  if (components === undefined || !isObject(components.value)) return;
  const { schemas: declared, securitySchemes } = components.value;
  for (const name of isObject(declared) ? Object.keys(declared) : []) {
    const pointer = pointerJoin(components.pointer, 'schemas', name);
    if (!schemas.reached.has(pointer)) notes.add('a schema that nothing imported refers to is left out', pointer);
  }
  for (const name of isObject(securitySchemes) ? Object.keys(securitySchemes) : [])
    if (name !== SCHEME)
      notes.add(
        `the security scheme ${quote(name)} is left out, but for its scopes`,
        pointerJoin(components.pointer, 'securitySchemes', name),
      );
}
