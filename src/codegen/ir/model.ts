import type { JsonValue } from '../../model/json/value.ts';

/**
 * What a value may be, in the words that every client language has. It is made from a JSON Schema by the stages of
 * this folder; what a type can't say (bounds, patterns, conditions) is listed as a loss and left to a validator.
 */
export type TypeNode =
  | { readonly kind: 'unknown' | 'never' | 'null' | 'boolean' | 'string' | 'number' | 'integer' }
  /** One constant: a scalar, or an array or object that only equals itself. */
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'array'; readonly items: TypeNode }
  | TupleNode
  | ObjectNode
  /** At least two members, none of them a union, `never` or `unknown`. */
  | { readonly kind: 'union'; readonly members: readonly TypeNode[] }
  /** What could not be merged into one node: at least two members. */
  | { readonly kind: 'intersection'; readonly members: readonly TypeNode[] }
  /** A named type of the same target. */
  | { readonly kind: 'reference'; readonly name: string };

export interface TupleNode {
  readonly kind: 'tuple';
  readonly items: readonly TypeNode[];
  /** How many of `items` a value must have. */
  readonly required: number;
  /** What follows them; `never` where nothing may. */
  readonly rest: TypeNode;
}

export interface ObjectNode {
  readonly kind: 'object';
  /** By code unit of their names. */
  readonly properties: readonly PropertyNode[];
  /** What other keys hold; `never` where there are none. */
  readonly additional: TypeNode;
}

export interface PropertyNode {
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeNode;
  readonly documentation: Documentation;
}

/** What a reader of the client is told of a type or a property: plain text of the schema's author, not yet escaped. */
export interface Documentation {
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
}

/** Where a schema stands in a call: inputs are exact, everything that a provider sends is open. */
export type SchemaRole = 'input' | 'output' | 'error' | 'payload';

/** A type with a name of its own, unique in its target whatever the case of letters. */
export interface NamedType {
  readonly name: string;
  readonly role: SchemaRole;
  /** Pointer of the schema it stands for, within the schema of its role. */
  readonly pointer: string;
  readonly node: TypeNode;
  readonly documentation: Documentation;
}

/** Something that the schema demands and the type doesn't. */
export interface Loss {
  readonly role: SchemaRole;
  readonly pointer: string;
  readonly keyword: string;
  readonly reason: string;
}

/** All types of one target: nothing in it depends on another target. */
export interface TargetTypes {
  /** `ns/vN#name`. */
  readonly target: string;
  /** Name of the type of each role that the target has. */
  readonly roots: ReadonlyMap<SchemaRole, string>;
  /** Roots first in the order of roles, then the others by code unit of their names. */
  readonly types: readonly NamedType[];
  readonly losses: readonly Loss[];
}
