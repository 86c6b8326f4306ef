import type { JsonValue } from '../model/json/value.ts';
import { SchemaDocument } from './dialect/document.ts';
import { Nodes } from './ir/nodes.ts';
import { normalise } from './normalise/normalise.ts';
import type { ResolvedOptions } from './options.ts';
import { type SchemaFault, SchemaFaultError } from './schema-fault.ts';
import type { Side } from './witness/search.ts';
import { type CompiledValidator, compileValidator } from './witness/validators.ts';

/** Two schemas read into one space of nodes. */
export interface Pair {
  readonly nodes: Nodes;
  readonly a: Side;
  readonly b: Side;
}

/** What is wrong with which of the two schemas. */
export interface PairFault {
  readonly side: 'a' | 'b';
  readonly fault: SchemaFault;
}

/** Reads two schemas; their faults where one can't be read. */
export function readPair(a: JsonValue, b: JsonValue, options: ResolvedOptions): Pair | readonly PairFault[] {
  const nodes = new Nodes();
  const sides = { a: readSide(a, 'a', nodes, options), b: readSide(b, 'b', nodes, options) };
  if ('document' in sides.a && 'document' in sides.b) return { nodes, a: sides.a, b: sides.b };
  const faults: PairFault[] = [];
  if ('code' in sides.a) faults.push({ side: 'a', fault: sides.a });
  if ('code' in sides.b) faults.push({ side: 'b', fault: sides.b });
  return faults;
}

/** Reads one schema into a space of nodes; its fault where it can't be read. */
export function readSide(
  schema: JsonValue,
  space: string,
  nodes: Nodes,
  options: Pick<ResolvedOptions, 'formatAssertion' | 'defaultDialect'>,
): Side | SchemaFault {
  const { formatAssertion, defaultDialect } = options;
  try {
    const document = new SchemaDocument(schema, defaultDialect);
    document.refuseCircles();
    const { root, nodeOf } = normalise(document, nodes, { formatAssertion, space });
    let compiled: { readonly validator: CompiledValidator | undefined } | undefined;
    return {
      document,
      node: root,
      nodeOf,
      validator() {
        compiled ??= { validator: compileValidator(document, formatAssertion) };
        return compiled.validator;
      },
    };
  } catch (error) {
    if (error instanceof SchemaFaultError) return error.fault;
    // Built with a smaller stack than ours, the nesting limit may come too late.
    if (error instanceof RangeError)
      return { code: 'too-deep', pointer: '', message: 'is nested too deeply to be read' };
    throw error;
  }
}
