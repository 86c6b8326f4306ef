import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from './document.ts';
import { keywordOf, knowsKeyword } from './keywords.ts';
import { mapSubschemas } from './subschemas.ts';

/** Subschemas (and required names) beyond which a schema is not taken out: compiling it would take seconds. */
const MAX_SUBSCHEMAS = 5_000;
/** Nesting beyond which compiled code could overflow the stack. */
const MAX_NESTING = 150;

/**
 * A schema of a document as one that stands alone: only keywords that the dialect gives a meaning, references led to
 * `#/definitions/…`, no identifiers, siblings of `$ref` dropped where the dialect ignores them.
 * It is what validators compile, and what tells whether two schemas of different documents are the same.
 * Undefined where it is too large for that.
 */
export function standalone(document: SchemaDocument, root: JsonValue = document.root): Standalone | undefined {
  return new Extraction(document).of(root);
}

export interface Standalone {
  readonly schema: JsonObject;
  /** True where references depend on the dynamic scope, so that the schema was left as it is, with its identifiers. */
  readonly raw: boolean;
}

class Extraction {
  private readonly document: SchemaDocument;
  private readonly targets = new Map<JsonObject, string>();
  private readonly waiting: JsonObject[] = [];
  private readonly definitions: Record<string, JsonValue> = {};
  private count = 0;
  private tooLarge = false;
  private dependsOnScope = false;

  constructor(document: SchemaDocument) {
    this.document = document;
  }

  of(from: JsonValue): Standalone | undefined {
    const root = this.schema(from, 0);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop())
      this.definitions[this.targets.get(next) ?? ''] = this.schema(next, 0);
    if (this.tooLarge) return undefined;
    const { root: original } = this.document;
    if (this.dependsOnScope && isJsonObject(original)) {
      const { $schema: _, ...raw } = original;
      return { schema: raw, raw: true };
    }
    if (!isJsonObject(root)) return { schema: root === true ? {} : { not: {} }, raw: false };
    return { schema: this.targets.size > 0 ? { ...root, definitions: this.definitions } : root, raw: false };
  }

  private schema(value: JsonValue, depth: number): JsonValue {
    if (!isJsonObject(value)) return value;
    this.count += 1 + (Array.isArray(value.required) ? value.required.length : 0);
    if (this.count > MAX_SUBSCHEMAS || depth > MAX_NESTING) this.tooLarge = true;
    if (this.tooLarge) return true;
    if (Array.isArray(value.enum) && value.enum.length === 0) return false;
    const copy: Record<string, JsonValue> = {};
    const hides = this.document.hidesSiblings(value);
    for (const [keyword, member] of Object.entries(mapSubschemas(own(value), (sub) => this.schema(sub, depth + 1)))) {
      if (keywordOf(keyword) === undefined || !knowsKeyword(this.document.dialect, keyword)) continue;
      if (!hides || keyword === '$ref') copy[keyword] = member;
    }
    if (this.document.dependsOnScope(value)) this.dependsOnScope = true;
    this.mendReferences(copy, value);
    mendBounds(copy);
    if (copy.nullable !== true || copy.type === undefined) delete copy.nullable;
    return copy;
  }

  /** Leads every reference to a definition at the root, where identifiers and bases no longer matter. */
  private mendReferences(copy: Record<string, JsonValue>, schema: JsonObject): void {
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const reference = copy[keyword];
      if (typeof reference !== 'string') continue;
      delete copy[keyword];
      const target = this.document.resolve(reference, schema);
      const leads = isJsonObject(target) ? { $ref: this.definitionOf(target) } : target;
      if (keyword === '$ref' && isJsonObject(target)) copy.$ref = this.definitionOf(target);
      else copy.allOf = [...(Array.isArray(copy.allOf) ? copy.allOf : []), leads];
    }
  }

  private definitionOf(target: JsonObject): string {
    let name = this.targets.get(target);
    if (name === undefined) {
      name = `t${this.targets.size}`;
      this.targets.set(target, name);
      this.waiting.push(target);
    }
    return `#${pointerJoin('', 'definitions', name)}`;
  }
}

/** Without the definitions: those that are used are gathered at the root. */
function own(schema: JsonObject): JsonObject {
  const { $defs: _, definitions: __, ...rest } = schema;
  return rest;
}

/** draft-04's boolean bounds. */
function mendBounds(copy: Record<string, JsonValue>): void {
  for (const [exclusive, plain] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof copy[exclusive] !== 'boolean') continue;
    const bound = copy[plain];
    if (copy[exclusive] && bound !== undefined) {
      copy[exclusive] = bound;
      delete copy[plain];
    } else delete copy[exclusive];
  }
}
