import { isAtLeast } from '../dialect/dialect.ts';
import type { SchemaDocument } from '../dialect/document.ts';
import { type Standalone, standalone } from '../dialect/standalone.ts';
import type { Nodes } from '../ir/nodes.ts';
import type { ResolvedOptions } from '../options.ts';
import { readSide } from '../pair.ts';
import type { Side } from '../witness/search.ts';
import { type ContentModel, closeProducer, openAcceptor } from './content-model.ts';

/** Is the schema that of what the caller sends, or of what it gets? */
export type Direction = 'input' | 'output';

export interface Roles {
  /** Who writes the instances. */
  readonly producer: Side;
  /** Who must accept them. */
  readonly acceptor: Side;
}

/**
 * The two roles under a content model; undefined where a schema can't be rewritten (too large, or dependent on the dynamic scope).
 * The rewritten schemas use `unevaluatedProperties`, so that they are of 2019-09 at least.
 * @param label tells what is rewritten from what else was in the same nodes
 */
export function underModel(
  roles: Roles,
  direction: Direction,
  model: ContentModel,
  nodes: Nodes,
  options: ResolvedOptions,
  label = '',
): Roles | undefined {
  if (model === 'exact') return roles;
  const producer = rewritten(roles.producer, closeProducer, `${label}p`, nodes, options);
  const opens = model === 'tolerant' && direction === 'output';
  const acceptor = opens ? rewritten(roles.acceptor, openAcceptor, `${label}c`, nodes, options) : roles.acceptor;
  return producer === undefined || acceptor === undefined ? undefined : { producer, acceptor };
}

/** A schema is rewritten for each role that it plays; taken out of its document it is the same each time. */
function alone(document: SchemaDocument): Standalone | undefined {
  let found = known.get(document);
  if (found === undefined) {
    found = { standalone: standalone(document) };
    known.set(document, found);
  }
  return found.standalone;
}

const known = new WeakMap<SchemaDocument, { readonly standalone: Standalone | undefined }>();

function rewritten(
  side: Side,
  rewrite: typeof closeProducer,
  space: string,
  nodes: Nodes,
  { formatAssertion }: ResolvedOptions,
): Side | undefined {
  const prepared = alone(side.document);
  if (prepared === undefined || prepared.raw) return undefined;
  const { dialect } = side.document;
  const defaultDialect = isAtLeast(dialect, '2019-09') ? dialect : '2019-09';
  const read = readSide(rewrite(prepared.schema), space, nodes, { formatAssertion, defaultDialect });
  return 'document' in read ? read : undefined;
}
