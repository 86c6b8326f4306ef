import { type Dialect, isAtLeast } from './dialect.ts';

/** What a keyword's value holds: one schema, a list, a map by name, or mixtures that older drafts allow. */
export type Holds = 'schema' | 'list' | 'map' | 'schema-or-list' | 'dependencies' | 'value';

interface Keyword {
  readonly holds: Holds;
  readonly since?: Dialect;
  /** The last dialect that knows the keyword. */
  readonly until?: Dialect;
  /** True where the subschema applies to the same instance, not to a part of it. */
  readonly inPlace?: boolean;
}

/** Every keyword that asserts or applies, with the dialects that know it. What is not here is an annotation or unknown. */
const TABLE = {
  $ref: { holds: 'value' },
  $dynamicRef: { holds: 'value', since: '2020-12' },
  $recursiveRef: { holds: 'value', since: '2019-09', until: '2019-09' },
  $defs: { holds: 'map' },
  definitions: { holds: 'map' },
  type: { holds: 'value' },
  nullable: { holds: 'value' },
  enum: { holds: 'value' },
  const: { holds: 'value', since: 'draft-06' },
  minimum: { holds: 'value' },
  maximum: { holds: 'value' },
  exclusiveMinimum: { holds: 'value' },
  exclusiveMaximum: { holds: 'value' },
  multipleOf: { holds: 'value' },
  minLength: { holds: 'value' },
  maxLength: { holds: 'value' },
  pattern: { holds: 'value' },
  format: { holds: 'value' },
  prefixItems: { holds: 'list', since: '2020-12' },
  items: { holds: 'schema-or-list' },
  additionalItems: { holds: 'schema', until: '2019-09' },
  minItems: { holds: 'value' },
  maxItems: { holds: 'value' },
  uniqueItems: { holds: 'value' },
  contains: { holds: 'schema', since: 'draft-06' },
  minContains: { holds: 'value', since: '2019-09' },
  maxContains: { holds: 'value', since: '2019-09' },
  unevaluatedItems: { holds: 'schema', since: '2019-09' },
  properties: { holds: 'map' },
  patternProperties: { holds: 'map' },
  additionalProperties: { holds: 'schema' },
  required: { holds: 'value' },
  minProperties: { holds: 'value' },
  maxProperties: { holds: 'value' },
  propertyNames: { holds: 'schema', since: 'draft-06' },
  dependencies: { holds: 'dependencies', inPlace: true },
  dependentRequired: { holds: 'value', since: '2019-09' },
  dependentSchemas: { holds: 'map', since: '2019-09', inPlace: true },
  unevaluatedProperties: { holds: 'schema', since: '2019-09' },
  allOf: { holds: 'list', inPlace: true },
  anyOf: { holds: 'list', inPlace: true },
  oneOf: { holds: 'list', inPlace: true },
  not: { holds: 'schema', inPlace: true },
  if: { holds: 'schema', since: 'draft-07', inPlace: true },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { holds: 'schema', since: 'draft-07', inPlace: true },
  else: { holds: 'schema', since: 'draft-07', inPlace: true },
} as const satisfies Record<string, Keyword>;

const BY_NAME: ReadonlyMap<string, Keyword> = new Map(Object.entries(TABLE));

export function keywordOf(name: string): Keyword | undefined {
  return BY_NAME.get(name);
}

/** True where the dialect gives the keyword a meaning; always for identifiers and annotations. */
export function knowsKeyword(dialect: Dialect, name: string): boolean {
  const keyword = BY_NAME.get(name);
  if (keyword === undefined) return true;
  if (keyword.since !== undefined && !isAtLeast(dialect, keyword.since)) return false;
  return keyword.until === undefined || isAtLeast(keyword.until, dialect);
}

/** True where the keyword's subschemas apply to the same instance, not to a part of it. */
export function isInPlace(dialect: Dialect, name: string): boolean {
  return BY_NAME.get(name)?.inPlace === true && knowsKeyword(dialect, name);
}

/** Up to draft-07 a `$ref` hides every keyword beside it. */
export function refHidesSiblings(dialect: Dialect): boolean {
  return !isAtLeast(dialect, '2019-09');
}
