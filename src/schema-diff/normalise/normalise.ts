import { digestBytes } from '../../model/digest.ts';
import { canonicalJson } from '../../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import { MAX_DEPTH, type SchemaDocument } from '../dialect/document.ts';
import { standalone } from '../dialect/standalone.ts';
import type { Node, PatternNode } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import { compilePattern } from '../regex/pattern.ts';
import { SchemaFaultError } from '../schema-fault.ts';
import { arrayAtoms } from './arrays.ts';
import { combinatorAtoms } from './combinators.ts';
import type { NormaliseContext } from './context.ts';
import { KeywordValues } from './keyword-values.ts';
import { objectAtoms } from './objects.ts';
import { numberAtoms, stringAtoms, valueAtoms } from './scalars.ts';
import { unevaluatedAtoms } from './unevaluated.ts';

export interface NormaliseOptions {
  readonly formatAssertion: boolean;
  /** Tells the documents of one comparison apart. */
  readonly space: string;
}

/** Thrown where a reference means another schema from every place that leads to it. */
class DynamicScope extends Error {
  override readonly name = 'DynamicScope';
}

/**
 * The internal form of a whole document. A document whose references depend on the dynamic scope is one opaque node.
 * @throws SchemaFaultError where the schema is invalid or refers to something that is not in it
 */
export function normalise(document: SchemaDocument, nodes: Nodes, options: NormaliseOptions): Normalised {
  const normaliser = new Normaliser(document, nodes, options);
  try {
    return { root: normaliser.whole(), nodeOf: (schema) => normaliser.known(schema) };
  } catch (error) {
    if (!(error instanceof DynamicScope)) throw error;
    return { root: nodes.opaque(`dynamic ${options.space}`), nodeOf: () => undefined };
  }
}

export interface Normalised {
  readonly root: Node;
  /** The node of a subschema of the document; undefined where it takes no part in the root. */
  nodeOf(schema: JsonValue): Node | undefined;
}

/** Nesting, references included, at which a reference is left for later instead of being followed at once. */
const MAX_INLINE = MAX_DEPTH;
/** Characters of recursive schemas that are read for their names, per document. */
const MAX_NAMED = 1_000_000;

class Normaliser implements NormaliseContext {
  readonly nodes: Nodes;
  readonly document: SchemaDocument;
  readonly formatAssertion: boolean;
  private readonly space: string;
  private readonly done = new Map<JsonObject, Node>();
  private readonly open = new Set<JsonObject>();
  private readonly names = new Map<JsonObject, string>();
  /** Characters that names were made of. */
  private named = 0;
  private readonly waiting: JsonObject[] = [];
  private depth = 0;

  constructor(document: SchemaDocument, nodes: Nodes, options: NormaliseOptions) {
    this.document = document;
    this.nodes = nodes;
    this.formatAssertion = options.formatAssertion;
    this.space = options.space;
  }

  whole(): Node {
    const root = this.schema(this.document.root);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.schema(next);
    return root;
  }

  schema(value: JsonValue): Node {
    if (value === true) return this.nodes.true;
    if (value === false) return this.nodes.false;
    if (!isJsonObject(value))
      throw new SchemaFaultError('invalid-schema', '', 'a schema must be an object or a boolean');
    const known = this.done.get(value);
    if (known !== undefined) return known;
    if (this.open.has(value)) return this.backReference(value);
    this.open.add(value);
    this.depth += 1;
    const node = this.translate(value);
    this.depth -= 1;
    this.open.delete(value);
    this.done.set(value, node);
    return node;
  }

  known(schema: JsonValue): Node | undefined {
    if (typeof schema === 'boolean') return schema ? this.nodes.true : this.nodes.false;
    return isJsonObject(schema) ? this.done.get(schema) : undefined;
  }

  private translate(schema: JsonObject): Node {
    const parts = this.target(schema).map((target) => this.referred(target));
    if (this.document.hidesSiblings(schema)) return this.nodes.and(parts);
    const keywords = new KeywordValues(this.document, schema);
    return this.nodes.and([
      ...parts,
      ...valueAtoms(keywords, this),
      ...numberAtoms(keywords, this),
      ...stringAtoms(keywords, this),
      ...arrayAtoms(keywords, this),
      ...objectAtoms(keywords, this),
      ...combinatorAtoms(keywords, this),
      ...unevaluatedAtoms(keywords, this),
    ]);
  }

  private referred(target: JsonValue): Node {
    if (this.depth < MAX_INLINE || !isJsonObject(target) || this.done.has(target)) return this.schema(target);
    this.waiting.push(target);
    return this.backReference(target);
  }

  private backReference(schema: JsonObject): Node {
    return this.nodes.ref(this.identity(schema), () => {
      const node = this.done.get(schema);
      // Unread only if asked before the whole document is: `true` claims nothing.
      return node ?? this.nodes.true;
    });
  }

  identity(schema: JsonObject): string {
    let name = this.names.get(schema);
    if (name === undefined) {
      name = this.contentName(schema) ?? `${this.space}${this.names.size}`;
      this.names.set(schema, name);
    }
    return name;
  }

  /** The same recursive schema in two documents is one node: its name is the digest of all that it leads to. */
  private contentName(schema: JsonObject): string | undefined {
    if (this.named > MAX_NAMED) return undefined;
    const alone = standalone(this.document, schema);
    if (alone === undefined || alone.raw) return undefined;
    const text = canonicalJson([this.document.dialect, alone.schema]);
    this.named += text.length;
    return digestBytes(text);
  }

  target(schema: JsonObject): readonly JsonValue[] {
    const keywords = new KeywordValues(this.document, schema);
    const targets: JsonValue[] = [];
    const reference = keywords.string('$ref');
    if (reference !== undefined) targets.push(this.document.resolve(reference, schema));
    for (const keyword of ['$dynamicRef', '$recursiveRef']) {
      const scoped = keywords.string(keyword);
      if (scoped === undefined) continue;
      if (this.document.dependsOnScope(schema)) throw new DynamicScope(scoped);
      targets.push(this.document.resolve(scoped, schema));
    }
    return targets;
  }

  pattern(source: string, keywords: KeywordValues, keyword: string): PatternNode {
    const pattern = compilePattern(source);
    if (pattern === undefined)
      return keywords.fail(keyword, `holds ${JSON.stringify(source)}, which is no regular expression`);
    return this.nodes.pattern(pattern);
  }
}
