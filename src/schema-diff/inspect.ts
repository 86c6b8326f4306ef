import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { Budget, BudgetExhausted } from './budget.ts';
import type { SchemaDocument } from './dialect/document.ts';
import { subschemasOf } from './dialect/subschemas.ts';
import { Nodes } from './ir/nodes.ts';
import { type CompareOptions, resolveOptions } from './options.ts';
import { readSide } from './pair.ts';
import { type SchemaFault, SchemaFaultError } from './schema-fault.ts';
import { Solver } from './subset/solver.ts';
import type { Side } from './witness/search.ts';

/** What can be said of one schema by itself. */
export interface SchemaInspection {
  /** Why it is no schema; then nothing else is known. */
  readonly fault?: SchemaFault;
  /** `nothing` only with proof. */
  readonly accepts: 'something' | 'nothing' | 'undecided';
}

/** Reads one schema: whether it is one, whether every reference leads somewhere, and whether any instance fulfils it. Never loads Ajv. */
export function inspectSchema(schema: JsonValue, options: CompareOptions = {}): SchemaInspection {
  const resolved = resolveOptions(options);
  const nodes = new Nodes();
  const side = readSide(schema, 'a', nodes, resolved);
  if ('code' in side) return { fault: side, accepts: 'undecided' };
  const fault = danglingReference(side.document);
  if (fault !== undefined) return { fault, accepts: 'undecided' };
  return { accepts: accepted(side, nodes, resolved.steps) };
}

function accepted(side: Side, nodes: Nodes, steps: number): SchemaInspection['accepts'] {
  try {
    const { kind } = new Solver(nodes, new Budget(steps)).solve([side.node.id]);
    return kind === 'empty' ? 'nothing' : kind === 'model' ? 'something' : 'undecided';
  } catch (error) {
    if (error instanceof BudgetExhausted || error instanceof RangeError) return 'undecided';
    throw error;
  }
}

/** Reading follows the references that matter; one in a definition that nobody uses is told all the same. */
function danglingReference(document: SchemaDocument): SchemaFault | undefined {
  const work: JsonValue[] = [document.root];
  const seen = new Set<JsonValue>();
  for (let schema = work.pop(); schema !== undefined; schema = work.pop()) {
    if (!isJsonObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    const { $ref } = schema;
    try {
      if (typeof $ref === 'string') document.resolve($ref, schema);
    } catch (error) {
      if (error instanceof SchemaFaultError) return error.fault;
      throw error;
    }
    for (const { schema: below } of subschemasOf(schema)) work.push(below);
  }
  return undefined;
}
