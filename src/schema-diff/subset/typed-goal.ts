import type { Node, OneOfNode } from '../ir/node.ts';
import type { Nodes } from '../ir/nodes.ts';
import type { Literal } from './goal.ts';

/** A goal about values of one type, with every conjunction taken apart. */
export interface TypedGoal {
  readonly type: number;
  /** Literals that the reasoning about the type understands. */
  readonly atoms: readonly Literal[];
  /** Literals that leave a choice: disjunctions, negated conjunctions, `oneOf`. */
  readonly clauses: readonly Literal[];
  readonly key: string;
}

/**
 * Takes the literals apart for values of one type: what is true of the type drops out, references are followed.
 * Undefined where two literals contradict each other, so that there is no such value.
 */
export function typedGoal(
  type: number,
  literals: readonly Literal[],
  nodes: Nodes,
  areDisjoint: (node: OneOfNode) => boolean,
): TypedGoal | undefined {
  const seen = new Set<Literal>();
  const atoms: Literal[] = [];
  const clauses: Literal[] = [];
  const work = [...literals];
  const push = (parts: readonly Node[], sign: 1 | -1): void => {
    for (const part of parts) work.push(sign * part.id);
  };
  for (let literal = work.pop(); literal !== undefined; literal = work.pop()) {
    const node = nodes.get(Math.abs(literal));
    const positive = literal > 0;
    if (((positive ? node.can : node.fails) & type) === 0) return undefined;
    if (((positive ? node.fails : node.can) & type) === 0) continue;
    if (seen.has(-literal)) return undefined;
    if (seen.has(literal)) continue;
    seen.add(literal);
    switch (node.kind) {
      case 'and':
        if (positive) push(node.parts, 1);
        else clauses.push(literal);
        break;
      case 'or':
        if (positive) clauses.push(literal);
        else push(node.parts, -1);
        break;
      case 'not':
        work.push(positive ? -node.part.id : node.part.id);
        break;
      case 'ref':
        work.push(positive ? node.target().id : -node.target().id);
        break;
      case 'oneOf':
        // Branches that exclude each other make a plain disjunction.
        if (!positive && areDisjoint(node)) push(node.parts, -1);
        else clauses.push(literal);
        break;
      default:
        atoms.push(literal);
    }
  }
  atoms.sort((a, b) => a - b);
  clauses.sort((a, b) => a - b);
  return { type, atoms, clauses, key: `${type}:${atoms.join()}|${clauses.join()}` };
}

/** The ways in which a clause can be true, each a list of literals. */
export function alternativesOf(
  clause: Literal,
  nodes: Nodes,
  areDisjoint: (node: OneOfNode) => boolean,
): readonly (readonly Literal[])[] {
  const node = nodes.get(Math.abs(clause));
  if (node.kind === 'or') return node.parts.map((part) => [part.id]);
  if (node.kind === 'and') return node.parts.map((part) => [-part.id]);
  if (node.kind !== 'oneOf') return [[clause]];
  const { parts } = node;
  if (clause > 0) {
    if (areDisjoint(node)) return parts.map((part) => [part.id]);
    return parts.map((one, i) => parts.map((part, j) => (i === j ? one.id : -part.id)));
  }
  const pairs: Literal[][] = [parts.map((part) => -part.id)];
  parts.forEach((one, i) => {
    for (const other of parts.slice(i + 1)) pairs.push([one.id, other.id]);
  });
  return pairs;
}
