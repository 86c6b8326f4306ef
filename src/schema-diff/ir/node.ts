import type { JsonValue } from '../../model/json/value.ts';
import type { Rational } from '../rational.ts';
import type { Pattern } from '../regex/pattern.ts';

/** What every node knows: its number (equal nodes have one), and of which types it can be true, and of which it can fail. */
interface Common {
  readonly id: number;
  readonly can: number;
  readonly fails: number;
}

export type TrueNode = Common & { readonly kind: 'true' };
export type FalseNode = Common & { readonly kind: 'false' };
export type TypeNode = Common & { readonly kind: 'type'; readonly mask: number };
/** One of finitely many values, by canonical form. */
export type EnumNode = Common & { readonly kind: 'enum'; readonly values: ReadonlyMap<string, JsonValue> };

export type LowerNode = Common & { readonly kind: 'lower'; readonly bound: Rational; readonly exclusive: boolean };
export type UpperNode = Common & { readonly kind: 'upper'; readonly bound: Rational; readonly exclusive: boolean };
export type MultipleOfNode = Common & { readonly kind: 'multipleOf'; readonly divisor: Rational };

/** Number of code points, items or members at least or at most `count`. */
export type SizeNode = Common & {
  readonly kind: 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
  readonly count: number;
};
export type PatternNode = Common & { readonly kind: 'pattern'; readonly pattern: Pattern };
export type FormatNode = Common & { readonly kind: 'format'; readonly name: string };

export type ItemsNode = Common & { readonly kind: 'items'; readonly prefix: readonly Node[]; readonly rest: Node };
export type UniqueNode = Common & { readonly kind: 'unique' };
/** At least (at most) `count` items satisfy `item`. */
export type ContainsNode = Common & {
  readonly kind: 'containsAtLeast' | 'containsAtMost';
  readonly item: Node;
  readonly count: number;
};

export interface PatternMember {
  readonly name: PatternNode;
  readonly node: Node;
}
/** Values of members by name: all of `named` and `patterns` that fit apply, `rest` where none fits. */
export type PropertiesNode = Common & {
  readonly kind: 'properties';
  readonly named: ReadonlyMap<string, Node>;
  readonly patterns: readonly PatternMember[];
  readonly rest: Node;
};
export type RequiredNode = Common & { readonly kind: 'required'; readonly name: string };
export type PropertyNamesNode = Common & { readonly kind: 'propertyNames'; readonly node: Node };

/** Something this room can't reason about; equal keys are equal sets. */
export type OpaqueNode = Common & { readonly kind: 'opaque'; readonly key: string };

export type AndNode = Common & { readonly kind: 'and'; readonly parts: readonly Node[] };
export type OrNode = Common & { readonly kind: 'or'; readonly parts: readonly Node[] };
export type NotNode = Common & { readonly kind: 'not'; readonly part: Node };
/** Exactly one part holds; equal parts count twice. */
export type OneOfNode = Common & { readonly kind: 'oneOf'; readonly parts: readonly Node[] };
/** A place where the schema refers back to itself. */
export type RefNode = Common & { readonly kind: 'ref'; readonly target: () => Node };

/** One internal form for all dialects. An atom constrains values of its own type and holds of every other type, as in JSON Schema. */
export type Node =
  | TrueNode
  | FalseNode
  | TypeNode
  | EnumNode
  | LowerNode
  | UpperNode
  | MultipleOfNode
  | SizeNode
  | PatternNode
  | FormatNode
  | ItemsNode
  | UniqueNode
  | ContainsNode
  | PropertiesNode
  | RequiredNode
  | PropertyNamesNode
  | OpaqueNode
  | AndNode
  | OrNode
  | NotNode
  | OneOfNode
  | RefNode;
