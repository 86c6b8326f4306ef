import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import type { Rational } from '../rational.ts';

/** A subschema with the pointer to where it is written. */
export interface Located {
  readonly schema: JsonValue;
  readonly pointer: string;
}

export interface BoundView {
  readonly at: Rational;
  readonly exclusive: boolean;
  readonly pointer: string;
}

export interface CountView {
  readonly count: number;
  readonly pointer: string;
}

export interface ContainsView {
  readonly schema: Located;
  readonly min: CountView;
  readonly max: CountView;
}

export interface ConditionalView {
  readonly pointer: string;
  readonly parts: JsonObject;
}

/** Alternatives of one `anyOf` or `oneOf`. */
export interface GroupView {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly pointer: string;
  readonly branches: readonly Located[];
}

/** The counted keywords. */
export const LOWER_COUNTS = ['minLength', 'minItems', 'minProperties'] as const;
export const UPPER_COUNTS = ['maxLength', 'maxItems', 'maxProperties'] as const;
export type CountKeyword = (typeof LOWER_COUNTS)[number] | (typeof UPPER_COUNTS)[number];

/**
 * What a schema says in effect about one instance: its own keywords, those of its references and those of its `allOf`, taken together.
 * So that writing the same thing in another way is no difference.
 */
export interface View {
  readonly pointer: string;
  mask: number;
  integer: boolean;
  typePointer: string;
  values: Map<string, JsonValue> | undefined;
  valuesPointer: string;
  lower: BoundView | undefined;
  upper: BoundView | undefined;
  step: { readonly divisor: Rational; readonly pointer: string } | undefined;
  readonly counts: Map<CountKeyword, CountView>;
  readonly patterns: Map<string, string>;
  readonly formats: Map<string, string>;
  readonly properties: Map<string, Located[]>;
  readonly patternProperties: Map<string, Located[]>;
  readonly additional: Located[];
  readonly required: Map<string, string>;
  readonly propertyNames: Located[];
  readonly dependentRequired: Map<string, { readonly names: Set<string>; readonly pointer: string }>;
  readonly dependentSchemas: Map<string, Located[]>;
  readonly prefix: Located[][];
  readonly rest: Located[];
  unique: string | undefined;
  readonly contains: ContainsView[];
  readonly groups: GroupView[];
  /** True where `null` as one of two alternatives was read as "nullable". */
  mergedNull: boolean;
  readonly not: Located[];
  readonly conditionals: ConditionalView[];
  /** Keywords that only annotate, by name; the outermost wins. */
  readonly annotations: Map<string, { readonly value: JsonValue; readonly pointer: string }>;
}
