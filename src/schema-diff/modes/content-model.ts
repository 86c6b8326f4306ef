import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { mapSubschemas } from '../dialect/subschemas.ts';

/**
 * How members that a schema does not declare are taken.
 * - exact: as written.
 * - declared: a producer sends only members that its schema declares, wherever the schema does not say otherwise.
 * - tolerant: and a consumer of outputs ignores members that its schema does not know.
 */
export type ContentModel = 'exact' | 'declared' | 'tolerant';

/** Subschemas about the same instance, in positive position. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas', 'dependencies']);
/** Subschemas that are left as they are: what is negated or only tested must keep its meaning. */
const UNTOUCHED = new Set(['not', 'if', 'propertyNames']);
/** The changed copies of definitions; the originals stay for what is left untouched. */
const COPY = 'x';

/** Rewrites a prepared schema (references lead to `#/definitions/…` only) part by part. */
abstract class Rewriting {
  protected readonly definitions: JsonObject;
  private readonly root: JsonObject;

  constructor(root: JsonObject) {
    this.root = root;
    this.definitions = isJsonObject(root.definitions) ? root.definitions : {};
  }

  whole(): JsonObject {
    const { definitions: _, ...root } = this.root;
    const copies = Object.entries(this.definitions).map(
      ([name, schema]) => [`${COPY}${name}`, this.inPlace(schema)] as const,
    );
    const rewritten = this.value(root);
    return {
      ...(isJsonObject(rewritten) ? rewritten : { not: {} }),
      definitions: { ...this.definitions, ...Object.fromEntries(copies) },
    };
  }

  /** A schema of a whole value. */
  protected value(schema: JsonValue): JsonValue {
    return this.inPlace(schema);
  }

  /** A schema that applies beside others to the same value. */
  protected inPlace(schema: JsonValue): JsonValue {
    if (!isJsonObject(schema)) return schema;
    const copy = mapSubschemas(schema, (sub, keyword) => {
      if (UNTOUCHED.has(keyword)) return sub;
      return IN_PLACE.has(keyword) ? this.inPlace(sub) : this.value(sub);
    });
    const name = definitionName(schema);
    return name === undefined ? copy : { ...copy, $ref: `#${pointerJoin('', 'definitions', `${COPY}${name}`)}` };
  }
}

function definitionName(schema: JsonObject): string | undefined {
  return typeof schema.$ref === 'string' ? schema.$ref.slice('#/definitions/'.length) : undefined;
}

/** Closes every object of a producer to the members that it declares, unless it says itself what else there may be. */
export function closeProducer(root: JsonObject): JsonObject {
  return new Closing(root).whole();
}

class Closing extends Rewriting {
  protected override value(schema: JsonValue): JsonValue {
    const copy = this.inPlace(schema);
    if (!isJsonObject(schema) || !isJsonObject(copy)) return copy;
    if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) return copy;
    const declared = new Declared(this.definitions);
    declared.add(schema);
    if (!declared.any) return copy;
    const own = isJsonObject(copy.properties) ? copy.properties : {};
    // A required member is declared by being required.
    const required = Object.fromEntries(
      [...declared.required].filter((name) => !Object.hasOwn(own, name)).map((name) => [name, true]),
    );
    return { ...copy, properties: { ...own, ...required }, unevaluatedProperties: false };
  }
}

/** What the schemas about one value declare. */
class Declared {
  /** Some member is declared: an object that declares none is a free map, not an empty object. */
  any = false;
  readonly required = new Set<string>();
  private readonly definitions: JsonObject;
  private readonly seen = new Set<JsonObject>();

  constructor(definitions: JsonObject) {
    this.definitions = definitions;
  }

  add(schema: JsonValue): void {
    if (!isJsonObject(schema) || this.seen.has(schema)) return;
    this.seen.add(schema);
    for (const keyword of ['properties', 'patternProperties']) {
      const map = schema[keyword];
      if (isJsonObject(map) && Object.keys(map).length > 0) this.any = true;
    }
    this.require(schema.required);
    if (isJsonObject(schema.dependentRequired))
      for (const names of Object.values(schema.dependentRequired)) this.require(names);
    const name = definitionName(schema);
    if (name !== undefined) this.add(this.definitions[name] ?? true);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = schema[keyword];
      if (Array.isArray(list)) for (const part of list) this.add(part);
    }
    for (const keyword of ['then', 'else']) this.add(schema[keyword] ?? true);
    for (const keyword of ['dependentSchemas', 'dependencies']) {
      const map = schema[keyword];
      for (const part of isJsonObject(map) ? Object.values(map) : [])
        if (Array.isArray(part)) this.require(part);
        else this.add(part);
    }
  }

  private require(names: JsonValue | undefined): void {
    if (Array.isArray(names)) for (const name of names) if (typeof name === 'string') this.required.add(name);
  }
}

/** Opens every closed object of a consumer: it ignores what it does not know, so alternatives need not exclude each other either. */
export function openAcceptor(root: JsonObject): JsonObject {
  return new Opening(root).whole();
}

class Opening extends Rewriting {
  protected override inPlace(schema: JsonValue): JsonValue {
    const copy = super.inPlace(schema);
    if (!isJsonObject(copy)) return copy;
    const open: Record<string, JsonValue> = { ...copy };
    for (const keyword of ['additionalProperties', 'unevaluatedProperties'])
      if (open[keyword] === false) delete open[keyword];
    const { oneOf } = open;
    if (oneOf === undefined) return open;
    delete open.oneOf;
    const earlier = Array.isArray(open.allOf) ? open.allOf : [];
    return { ...open, allOf: [...earlier, { anyOf: oneOf }] };
  }
}
