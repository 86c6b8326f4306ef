import { canonicalJson } from '../../../model/json/canonical.ts';
import { pointerJoin } from '../../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json/value.ts';
import { fragment, NAME_MARK } from '../../import/bundle-schema.ts';
import { mapSubschemas } from '../../map-subschemas.ts';
import { localReference, reachedDefinitions } from './definitions.ts';

const COMPONENTS = '#/components/schemas';

/**
 * Gathers the `$defs` of many schemas under one document's `components/schemas`. What has the same name and says the
 * same is one component; another meaning of a name gets a number.
 */
export class Components {
  private readonly written = new Map<string, JsonValue>();
  /** Component names by what they stand for: the name in `$defs` and everything that it can reach. */
  private readonly byMeaning = new Map<string, string>();

  /** A schema for use inside the document: references into itself lead to components. */
  place(schema: JsonValue): JsonValue {
    if (!isJsonObject(schema) || typeof schema.$id === 'string') return schema;
    return new Placement(this, schema).place();
  }

  schemas(): JsonObject {
    return Object.fromEntries(this.written);
  }

  /** The component that stands for a meaning, and whether it must still be filled. */
  claim(name: string, meaning: string): { component: string; fresh: boolean } {
    const known = this.byMeaning.get(meaning);
    if (known !== undefined) return { component: known, fresh: false };
    // OAS 3.1 §4.8.7: component names match ^[a-zA-Z0-9._-]+$.
    const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-') || 'schema';
    let component = plain;
    for (let number = 2; this.written.has(component); number += 1) component = `${plain}-${number}`;
    this.byMeaning.set(meaning, component);
    this.written.set(component, true);
    return { component, fresh: true };
  }

  fill(component: string, schema: JsonValue): void {
    this.written.set(component, schema);
  }
}

/** One schema on its way into the document. */
class Placement {
  private readonly components: Components;
  private readonly root: JsonObject;
  private readonly defs: ReadonlyMap<string, JsonValue>;
  private readonly used = new Map<string, string>();

  constructor(components: Components, root: JsonObject) {
    this.components = components;
    this.root = root;
    this.defs = new Map(isJsonObject(root.$defs) ? Object.entries(root.$defs) : []);
  }

  place(): JsonValue {
    const { $defs: _, ...rest } = this.root;
    const placed = this.rewrite(rest);
    const unused = [...this.defs].filter(([name]) => !this.used.has(name));
    if (unused.length === 0 || !isJsonObject(placed)) return placed;
    return { ...placed, $defs: Object.fromEntries(unused.map(([name, schema]) => [name, this.rewrite(schema)])) };
  }

  private rewrite(schema: JsonValue): JsonValue {
    if (!isJsonObject(schema) || typeof schema.$id === 'string') return schema;
    const mapped = mapSubschemas(schema, (item) => this.rewrite(item));
    return typeof schema.$ref === 'string' ? { ...mapped, $ref: this.reference(schema.$ref) } : mapped;
  }

  private reference(reference: string): string {
    const tokens = localReference(reference);
    if (tokens === undefined) return reference;
    const [first, name, ...rest] = tokens;
    if (first !== '$defs' || name === undefined || !this.defs.has(name))
      return `${COMPONENTS}/${this.whole()}${fragment(pointerJoin('', ...tokens))}`;
    return `${COMPONENTS}/${this.definition(name)}${fragment(pointerJoin('', ...rest))}`;
  }

  private definition(name: string): string {
    const known = this.used.get(name);
    if (known !== undefined) return known;
    const { names, leavesDefs } = reachedDefinitions(this.defs, name);
    const reached = Object.fromEntries([...names].map((other) => [other, this.defs.get(other)]));
    const { component, fresh } = this.components.claim(
      name,
      canonicalJson([name, reached, leavesDefs ? this.root : null]),
    );
    this.used.set(name, component);
    if (!fresh) {
      // What it reaches was placed with it; the names must be known as used here too.
      for (const other of names) this.definition(other);
      return component;
    }
    const written = this.rewrite(this.defs.get(name) ?? true);
    const marked = component !== name && isJsonObject(written) ? { ...written, [NAME_MARK]: name } : written;
    this.components.fill(component, marked);
    return component;
  }

  /** A reference to another part of the schema: the whole of it becomes a component. */
  private whole(): string {
    const { component, fresh } = this.components.claim('schema', canonicalJson(['', this.root]));
    if (fresh) this.components.fill(component, this.place());
    return component;
  }
}
