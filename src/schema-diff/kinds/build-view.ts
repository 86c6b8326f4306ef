import { canonicalJson } from '../../model/json/canonical.ts';
import { pointerJoin } from '../../model/json/pointer.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { ALL_TYPES, TYPE } from '../ir/types-mask.ts';
import { compareRational, lcm, rationalOf } from '../rational.ts';
import { LOWER_COUNTS, type Located, UPPER_COUNTS, type View } from './view.ts';
import { addArrays, addObjects } from './view-members.ts';

const ANNOTATIONS = new Set(
  (
    'title description $comment examples default deprecated readOnly writeOnly ' +
    'contentEncoding contentMediaType contentSchema discriminator'
  ).split(' '),
);
const TYPE_MASKS: ReadonlyMap<string, number> = new Map(Object.entries(TYPE));

/** Gathers what schemas that all apply say in effect about one instance; `mergeNull` reads a null alternative as "nullable". */
export function viewOf(document: SchemaDocument, all: readonly Located[], mergeNull = true): View {
  const builder = new ViewBuilder(document, all[0]?.pointer ?? '', mergeNull);
  for (const located of all) builder.layer(located, false);
  return builder.view;
}

class ViewBuilder {
  readonly view: View;
  private readonly document: SchemaDocument;
  private readonly mergeNull: boolean;
  private readonly seen = new Set<JsonObject>();

  constructor(document: SchemaDocument, pointer: string, mergeNull: boolean) {
    this.document = document;
    this.mergeNull = mergeNull;
    this.view = emptyView(pointer);
  }

  /** Adds one schema that applies to the instance; `nullable` where it stands beside `null` as the only alternative. */
  layer({ schema, pointer }: Located, nullable: boolean): void {
    if (schema === false) this.view.mask &= nullable ? TYPE.null : 0;
    if (!isJsonObject(schema) || this.seen.has(schema)) return;
    this.seen.add(schema);
    if (typeof schema.$ref === 'string') this.layer(this.follow(schema.$ref, schema), nullable);
    if (this.document.hidesSiblings(schema)) return;
    const get = (keyword: string): JsonValue | undefined => this.document.keyword(schema, keyword);
    const at = (...path: (string | number)[]): string => pointerJoin(pointer, ...path);
    this.types(schema, pointer, nullable);
    this.values(schema, pointer, nullable);
    this.bounds(schema, pointer);
    const { pattern, format } = { pattern: get('pattern'), format: get('format') };
    if (typeof pattern === 'string') this.view.patterns.set(pattern, at('pattern'));
    if (typeof format === 'string') this.view.formats.set(format, at('format'));
    addArrays(this.view, schema, pointer, this.document);
    addObjects(this.view, schema, pointer, this.document);
    const allOf = get('allOf');
    if (Array.isArray(allOf))
      for (const [i, branch] of allOf.entries()) this.layer({ schema: branch, pointer: at('allOf', i) }, nullable);
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = get(keyword);
      if (Array.isArray(branches)) this.group(keyword, branches, at(keyword));
    }
    const not = get('not');
    if (not !== undefined) this.view.not.push({ schema: not, pointer: at('not') });
    this.conditional(schema, pointer);
    for (const [keyword, value] of Object.entries(schema))
      if (ANNOTATIONS.has(keyword) && !this.view.annotations.has(keyword))
        this.view.annotations.set(keyword, { value, pointer: at(keyword) });
  }

  private follow(reference: string, schema: JsonObject): Located {
    const target = this.document.resolve(reference, schema);
    return { schema: target, pointer: this.document.pointerOf(target) };
  }

  private types(schema: JsonObject, pointer: string, nullable: boolean): void {
    const type = schema.type;
    if (type === undefined) return;
    const names = Array.isArray(type) ? type : [type];
    let mask = nullable || schema.nullable === true ? TYPE.null : 0;
    for (const name of names) if (typeof name === 'string') mask |= TYPE_MASKS.get(name) ?? TYPE.number;
    this.view.mask &= mask;
    this.view.typePointer = pointerJoin(pointer, 'type');
    if (names.includes('integer') && !names.includes('number')) this.view.integer = true;
  }

  private values(schema: JsonObject, pointer: string, nullable: boolean): void {
    const lists: [string, readonly JsonValue[]][] = [];
    if (Array.isArray(schema.enum)) lists.push(['enum', schema.enum]);
    const constant = this.document.keyword(schema, 'const');
    if (constant !== undefined) lists.push(['const', [constant]]);
    for (const [keyword, list] of lists)
      this.restrict(nullable ? [...list, null] : list, pointerJoin(pointer, keyword));
  }

  private restrict(list: readonly JsonValue[], pointer: string): void {
    const values = new Map(list.map((value) => [canonicalJson(value), value]));
    const former = this.view.values;
    if (former !== undefined) for (const key of [...values.keys()]) if (!former.has(key)) values.delete(key);
    this.view.values = values;
    this.view.valuesPointer = pointer;
  }

  private bounds(schema: JsonObject, pointer: string): void {
    const { view } = this;
    for (const [keyword, exclusive, upper] of [
      ['minimum', schema.exclusiveMinimum === true, false],
      ['exclusiveMinimum', true, false],
      ['maximum', schema.exclusiveMaximum === true, true],
      ['exclusiveMaximum', true, true],
    ] as const) {
      const value = schema[keyword];
      if (typeof value !== 'number') continue;
      const bound = { at: rationalOf(value), exclusive, pointer: pointerJoin(pointer, keyword) };
      const former = upper ? view.upper : view.lower;
      const order = former === undefined ? 0 : compareRational(bound.at, former.at) * (upper ? -1 : 1);
      if (former !== undefined && (order < 0 || (order === 0 && !exclusive))) continue;
      if (upper) view.upper = bound;
      else view.lower = bound;
    }
    for (const keyword of [...LOWER_COUNTS, ...UPPER_COUNTS]) {
      const count = schema[keyword];
      if (typeof count !== 'number') continue;
      const former = view.counts.get(keyword)?.count;
      const tighter = former === undefined || (keyword.startsWith('min') ? count > former : count < former);
      if (tighter) view.counts.set(keyword, { count, pointer: pointerJoin(pointer, keyword) });
    }
    if (typeof schema.multipleOf === 'number') {
      const divisor = rationalOf(schema.multipleOf);
      view.step = {
        divisor: view.step === undefined ? divisor : lcm(view.step.divisor, divisor),
        pointer: pointerJoin(pointer, 'multipleOf'),
      };
    }
  }

  private group(keyword: 'anyOf' | 'oneOf', list: readonly JsonValue[], pointer: string): void {
    const branches = list.map((schema, i) => ({ schema, pointer: pointerJoin(pointer, i) }));
    const [first, second] = branches;
    // The ways to write "nullable" are one.
    const nullBranch =
      this.mergeNull && branches.length === 2 ? branches.find(({ schema }) => isNull(schema)) : undefined;
    const other = nullBranch === first ? second : first;
    const values = listedValues(list);
    if (branches.length === 1 && first !== undefined) this.layer(first, false);
    else if (nullBranch !== undefined && other !== undefined) {
      this.view.mergedNull = true;
      this.layer(other, true);
    } else if (values !== undefined) this.restrict(values, pointer);
    else this.view.groups.push({ keyword, pointer, branches });
  }

  private conditional(schema: JsonObject, pointer: string): void {
    const parts: Record<string, JsonValue> = {};
    for (const keyword of ['if', 'then', 'else']) {
      const part = this.document.keyword(schema, keyword);
      if (part !== undefined) parts[keyword] = part;
    }
    if (parts.if !== undefined && (parts.then !== undefined || parts.else !== undefined))
      this.view.conditionals.push({ pointer: pointerJoin(pointer, 'if'), parts });
  }
}

function isNull(schema: JsonValue): boolean {
  if (!isJsonObject(schema)) return false;
  const said = Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
  return said.length === 1 && (schema.type === 'null' || schema.const === null);
}

/** The values of alternatives that each list values and say nothing else; undefined for others, and where two overlap. */
function listedValues(list: readonly JsonValue[]): readonly JsonValue[] | undefined {
  const values: JsonValue[] = [];
  for (const schema of list) {
    if (!isJsonObject(schema)) return undefined;
    const said = Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword));
    if (said.length !== 1) return undefined;
    if (Array.isArray(schema.enum)) values.push(...schema.enum);
    else if (schema.const !== undefined) values.push(schema.const);
    else return undefined;
  }
  return new Set(values.map((value) => canonicalJson(value))).size === values.length ? values : undefined;
}

function emptyView(pointer: string): View {
  return {
    pointer,
    mask: ALL_TYPES,
    integer: false,
    typePointer: pointer,
    values: undefined,
    valuesPointer: pointer,
    lower: undefined,
    upper: undefined,
    step: undefined,
    counts: new Map(),
    patterns: new Map(),
    formats: new Map(),
    properties: new Map(),
    patternProperties: new Map(),
    additional: [],
    required: new Map(),
    propertyNames: [],
    dependentRequired: new Map(),
    dependentSchemas: new Map(),
    prefix: [],
    rest: [],
    unique: undefined,
    contains: [],
    groups: [],
    mergedNull: false,
    not: [],
    conditionals: [],
    annotations: new Map(),
  };
}
