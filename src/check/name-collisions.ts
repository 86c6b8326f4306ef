import type { UserSchema } from '../contract/model.ts';
import { groupBy } from '../model/group-by.ts';
import { isJsonObject } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { schemaObjects } from './type-names.ts';

/** Properties of one object that become one identifier in a language that writes names its own way. */
export interface NameCollision {
  /** Where the object is described: a pointer into the schema. */
  readonly pointer: string;
  readonly names: readonly string[];
  readonly identifier: string;
}

/** Every collision of property names in a schema. */
export function nameCollisions(schema: UserSchema | undefined): NameCollision[] {
  if (!isJsonObject(schema)) return [];
  return [...schemaObjects(schema)].flatMap(({ pointer, schema: { properties } }) => {
    if (!isJsonObject(properties)) return [];
    const groups = groupBy(Object.keys(properties), snakeCase);
    return [...groups].flatMap(([identifier, names]) =>
      names.length < 2 ? [] : [{ pointer, names: [...names].sort(byCodeUnit), identifier }],
    );
  });
}

/** The name as snake_case, which is what `fooBar`, `FooBar`, `foo-bar` and `foo_bar` all become. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
