import type { PropertyNode } from '../../ir/model.ts';
import type { ClassDeclaration } from './declarations.ts';

/** How one class is laid out around its properties' types. Lines hold no line break. */
export interface ClassLayout {
  readonly before: readonly string[];
  /** The line that opens its block. */
  readonly open: string;
  /** Lines at the start of the block. */
  readonly documentation: readonly string[];
  property(property: PropertyNode): PropertyLayout;
  readonly close: readonly string[];
}

/** How a property is laid out around its type. */
export interface PropertyLayout {
  readonly before: readonly string[];
  readonly start: string;
  readonly end: string;
  readonly after: readonly string[];
}

/** @param names all classes of the target @param used takes what the text needs of `typing` */
export type ClassStyle = (declaration: ClassDeclaration, names: ReadonlySet<string>, used: Set<string>) => ClassLayout;
