import type { Documentation, Loss, PropertyNode, TypeNode } from '../../ir/model.ts';

/** A TypedDict: an object with keys of its own. */
export interface ClassDeclaration {
  readonly kind: 'class';
  readonly name: string;
  /** Their types are of the small set that {@link expression} writes. */
  readonly properties: readonly PropertyNode[];
  /** What other keys hold; a TypedDict of today can't say it, one of PEP 728 can. */
  readonly additional: TypeNode;
  readonly documentation: Documentation;
}

/** A name for any other type. */
export interface AliasDeclaration {
  readonly kind: 'alias';
  readonly name: string;
  readonly type: TypeNode;
  readonly documentation: Documentation;
}

export type Declaration = ClassDeclaration | AliasDeclaration;

/** A target's types as Python has them. */
export interface PythonTypes {
  readonly target: string;
  readonly declarations: readonly Declaration[];
  /** What Python's types can't say of what the common types say. */
  readonly losses: readonly Loss[];
}
