import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { dialectOf, isAtLeast } from '../../schema-diff/dialect/dialect.ts';
import { knowsKeyword, refHidesSiblings } from '../../schema-diff/dialect/keywords.ts';
import { isInput, keptProperty } from './direction.ts';
import { documentationOf } from './documentation.ts';
import { evaluatedBeside } from './evaluated.ts';
import { LOSSY_KEYWORDS, type LossList } from './losses.ts';
import { accepts, type Expand, literalsOf, meet } from './meet.ts';
import type { PropertyNode, SchemaRole, TypeNode } from './model.ts';
import { arrayOf, NEVER, objectOf, tupleOf, UNKNOWN, unionOf } from './nodes.ts';
import { isSchema, member, type SchemaPlace, type SchemaSpace } from './schema-space.ts';
import { typesBeside } from './types-beside.ts';
import {
  ALL_TYPES,
  commonTypes,
  excludedTypes,
  isAll,
  namedTypes,
  speaksOfArrays,
  speaksOfObjects,
  spokenTypes,
  type TypeMode,
  type TypeSet,
  withoutTypes,
} from './types-of.ts';

/** Deeper parts are `unknown`: compilers give up on deeper types, and no reader follows them. */
const DEEPEST = 70;
/** Positions up to which a tuple is typed one by one. */
const LONGEST_TUPLE = 50;

export interface ConvertContext {
  readonly space: SchemaSpace;
  readonly role: SchemaRole;
  readonly mode: TypeMode;
  readonly losses: LossList;
  /** The node for a `$ref`: a reference, or what it stands for where it needs no name. */
  refer(from: SchemaPlace, keyword: string, inside: boolean): TypeNode;
  readonly expand: Expand;
}

/** What a value that a schema accepts may be. Everything that the type doesn't say is in the list of losses. */
export function convert(place: SchemaPlace, context: ConvertContext): TypeNode {
  return new Converter(context).schema(place, ALL_TYPES, { inside: false, depth: 0 });
}

interface Position {
  /** True where the value is a part of the named schema's value. */
  readonly inside: boolean;
  readonly depth: number;
}

class Converter {
  private readonly context: ConvertContext;

  constructor(context: ConvertContext) {
    this.context = context;
  }

  schema(at: SchemaPlace, from: TypeSet, position: Position): TypeNode {
    const { schema } = at;
    if (schema === false) return NEVER;
    if (schema === true) return this.ofTypes(at, {}, from, position);
    if (!isJsonObject(schema)) throw this.context.space.shapeError(at.pointer);
    if (position.depth > DEEPEST) return this.lost(at, '', `it is nested deeper than ${DEEPEST} levels`);
    if (refHidesSiblings(at.dialect) && typeof member(schema, '$ref') === 'string')
      return this.context.refer(at, '$ref', position.inside);
    this.noteLosses(at, schema);
    const types = this.types(schema, from);
    const meant = this.meantTypes(at, schema, types);
    if (meant) {
      const node = this.ofMeantTypes(at, schema, meant, position);
      if (node.kind !== 'never') {
        this.lost(at, 'type', `no type is named: it is read as ${[...meant].join(' or ')}, which it speaks of`);
        return node;
      }
      // What stands beside it names another type after all.
    }
    return this.ofMeantTypes(at, schema, types, position);
  }

  private ofMeantTypes(at: SchemaPlace, schema: JsonObject, types: TypeSet, position: Position): TypeNode {
    if (types.size === 0) return NEVER;
    let node = this.values(at, schema, types, position);
    for (const part of this.sameValue(at, schema, types, position)) node = meet(node, part, this.context.expand);
    return this.unevaluated(at, schema, node, position);
  }

  /** The types that the schema leaves of those that its surroundings leave. */
  private types(schema: JsonObject, from: TypeSet): TypeSet {
    const named = namedTypes(schema);
    const types = named ? commonTypes(from, named) : from;
    const not = excludedTypes(member(schema, 'not'));
    return not ? withoutTypes(types, not) : types;
  }

  /** The types that a schema speaks of which names none, and beside which nothing does. */
  private meantTypes(at: SchemaPlace, schema: JsonObject, types: TypeSet): TypeSet | undefined {
    if (this.context.mode === 'strict' || !isAll(types) || namedTypes(schema) || choicesOf(at, schema))
      return undefined;
    const meant = spokenTypes(schema);
    return meant && typesBeside(at, this.context.space) === undefined ? meant : undefined;
  }

  /** What the schema's own words say, without those that lead to schemas of the same value. */
  private values(at: SchemaPlace, schema: JsonObject, types: TypeSet, position: Position): TypeNode {
    const choices = choicesOf(at, schema);
    const node = this.ofTypes(at, schema, types, position);
    if (!choices) return node;
    return literalsOf(choices.filter((value) => accepts(node, value, this.context.expand)));
  }

  private ofTypes(at: SchemaPlace, schema: JsonObject, types: TypeSet, position: Position): TypeNode {
    if (isAll(types) && !speaksOfObjects(schema) && !speaksOfArrays(schema)) return UNKNOWN;
    return unionOf(
      [...types].map((type): TypeNode => {
        if (type === 'object') return this.object(at, schema, position);
        if (type === 'array') return this.array(at, schema, position);
        return { kind: type };
      }),
    );
  }

  /** What other schemas say of the same value. */
  private *sameValue(at: SchemaPlace, schema: JsonObject, types: TypeSet, position: Position): Iterable<TypeNode> {
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'])
      if (typeof member(schema, keyword) === 'string' && knowsKeyword(at.dialect, keyword))
        yield this.context.refer(at, keyword, position.inside);
    const below = { inside: position.inside, depth: position.depth + 1 };
    for (const [index, part] of list(schema, 'allOf').entries())
      yield this.schema(this.at(at, part, 'allOf', index), types, below);
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = list(schema, keyword);
      if (branches.length > 0)
        yield unionOf(branches.map((part, index) => this.schema(this.at(at, part, keyword, index), types, below)));
    }
  }

  private object(at: SchemaPlace, schema: JsonObject, position: Position): TypeNode {
    const below = { inside: true, depth: position.depth + 1 };
    const declared = map(schema, 'properties');
    const required = new Set(list(schema, 'required').filter((name) => typeof name === 'string'));
    const names = this.possibleNames(at, schema);
    const rest = this.rest(at, schema, below);
    const properties: PropertyNode[] = [];
    for (const name of new Set([...Object.keys(declared), ...required, ...(names ?? [])])) {
      const has = Object.hasOwn(declared, name);
      const place = has ? this.at(at, declared[name] ?? true, 'properties', name) : undefined;
      if (place && !keptProperty(place.schema, this.context.role, rest.kind === 'never')) {
        this.lost(place, isInput(this.context.role) ? 'readOnly' : 'writeOnly', 'it never travels in this direction');
        continue;
      }
      const possible = names === undefined || names.has(name);
      properties.push({
        name,
        required: required.has(name) && keptProperty(place?.schema, this.context.role, false),
        type: possible ? (place ? this.schema(place, ALL_TYPES, below) : rest) : NEVER,
        documentation: documentationOf(place?.schema),
      });
    }
    return objectOf(properties, names === undefined ? rest : NEVER);
  }

  /** The names that `propertyNames` lists; undefined where any name may be. */
  private possibleNames(at: SchemaPlace, schema: JsonObject): ReadonlySet<string> | undefined {
    const names = member(schema, 'propertyNames');
    if (names === undefined || !knowsKeyword(at.dialect, 'propertyNames')) return undefined;
    if (names === false) return new Set();
    const choices = isJsonObject(names) ? choicesOf(at, names) : undefined;
    return choices && new Set(choices.filter((name) => typeof name === 'string'));
  }

  /** What properties that are not declared may be. */
  private rest(at: SchemaPlace, schema: JsonObject, below: Position): TypeNode {
    const patterns = Object.entries(map(schema, 'patternProperties')).map(([pattern, part]) =>
      this.schema(this.at(at, part, 'patternProperties', pattern), ALL_TYPES, below),
    );
    const additional = member(schema, 'additionalProperties');
    if (additional === undefined) return UNKNOWN;
    return unionOf([...patterns, this.schema(this.at(at, additional, 'additionalProperties'), ALL_TYPES, below)]);
  }

  private array(at: SchemaPlace, schema: JsonObject, position: Position): TypeNode {
    const below = { inside: true, depth: position.depth + 1 };
    const items = member(schema, 'items');
    const prefixItems = knowsKeyword(at.dialect, 'prefixItems') ? member(schema, 'prefixItems') : undefined;
    const keyword = Array.isArray(prefixItems) ? 'prefixItems' : 'items';
    const prefix: readonly JsonValue[] = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
    // Draft 2020-12 has prefixItems and items, earlier drafts items (a list) and additionalItems.
    const restKeyword = Array.isArray(items) ? 'additionalItems' : 'items';
    const restSchema = member(schema, restKeyword);
    const rest = isSchema(restSchema) ? this.schema(this.at(at, restSchema, restKeyword), ALL_TYPES, below) : UNKNOWN;
    if (prefix.length > LONGEST_TUPLE) {
      this.lost(at, keyword, `it has more than ${LONGEST_TUPLE} positions`);
      return arrayOf(UNKNOWN);
    }
    const minimum = member(schema, 'minItems');
    const maximum = member(schema, 'maxItems');
    const places = prefix.map((part, index) => this.schema(this.at(at, part, keyword, index), ALL_TYPES, below));
    const required = typeof minimum === 'number' ? Math.max(0, Math.ceil(minimum)) : 0;
    if (typeof maximum === 'number' && maximum <= places.length)
      return tupleOf(places.slice(0, Math.max(0, Math.floor(maximum))), required, NEVER);
    return tupleOf(places, required, rest);
  }

  /** `unevaluatedProperties`: what the schema and those beside it declared is known once they are merged. */
  private unevaluated(at: SchemaPlace, schema: JsonObject, node: TypeNode, position: Position): TypeNode {
    const rest = member(schema, 'unevaluatedProperties');
    if (!isSchema(rest) || rest === true || !isAtLeast(at.dialect, '2019-09')) return node;
    const evaluated = evaluatedBeside(at, this.context.space);
    if (evaluated === undefined) {
      this.lost(at, 'unevaluatedProperties', 'which properties are evaluated is only known of a value');
      return node;
    }
    const below = { inside: true, depth: position.depth + 1 };
    const additional = this.schema(this.at(at, rest, 'unevaluatedProperties'), ALL_TYPES, below);
    const close = (part: TypeNode): TypeNode => {
      if (part.kind === 'union') return unionOf(part.members.map(close));
      if (part.kind === 'reference') return close(this.context.expand(part.name) ?? UNKNOWN);
      if (part.kind !== 'object' || part.additional.kind !== 'unknown') return part;
      const declared = new Set(part.properties.map(({ name }) => name));
      const others = [...evaluated].filter((name) => !declared.has(name));
      return objectOf(
        [...part.properties, ...others.map((name) => ({ name, required: false, type: UNKNOWN, documentation: {} }))],
        additional,
      );
    };
    return close(node);
  }

  private at(holder: SchemaPlace, schema: JsonValue, ...tokens: (string | number)[]): SchemaPlace {
    return this.context.space.at(holder, schema, ...tokens);
  }

  private noteLosses(at: SchemaPlace, schema: JsonObject): void {
    if (dialectOf(schema, at.dialect) === undefined)
      this.lost(at, '$schema', 'its dialect is not known: it is read as if it named none');
    for (const keyword of Object.keys(schema)) {
      const reason = LOSSY_KEYWORDS.get(keyword);
      if (reason === undefined || !knowsKeyword(at.dialect, keyword)) continue;
      if (keyword === 'not' && excludedTypes(schema.not) !== undefined) continue;
      if (keyword === 'propertyNames' && this.possibleNames(at, schema)) continue;
      this.lost(at, keyword, reason);
    }
  }

  private lost(at: SchemaPlace, keyword: string, reason: string): TypeNode {
    this.context.losses.add(at, keyword, reason);
    return UNKNOWN;
  }
}

/** The values that `const` or `enum` lists. */
function choicesOf(at: SchemaPlace, schema: JsonObject): readonly JsonValue[] | undefined {
  const constant = knowsKeyword(at.dialect, 'const') ? member(schema, 'const') : undefined;
  const choices = member(schema, 'enum');
  if (constant !== undefined) return [constant];
  return Array.isArray(choices) ? choices : undefined;
}

function list(schema: JsonObject, keyword: string): readonly JsonValue[] {
  const value = member(schema, keyword);
  return Array.isArray(value) ? value : [];
}

function map(schema: JsonObject, keyword: string): JsonObject {
  const value = member(schema, keyword);
  return isJsonObject(value) ? value : {};
}
