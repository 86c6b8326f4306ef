import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import type { Node, PatternNode } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import type { KeywordValues } from './keyword-values.ts';

/** What the translation of one keyword group needs of the whole. */
export interface NormaliseContext {
  readonly nodes: Nodes;
  readonly document: SchemaDocument;
  readonly formatAssertion: boolean;
  /** The node of a subschema. */
  schema(value: JsonValue): Node;
  /** The node of a pattern. @throws SchemaFaultError where no engine accepts it */
  pattern(source: string, keywords: KeywordValues, keyword: string): PatternNode;
  /** The schemas that `$ref` and its kin lead to. */
  target(schema: JsonObject): readonly JsonValue[];
  /** A name that no other schema object of the comparison has. */
  identity(schema: JsonObject): string;
}
