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

/**
 * The ways in which a clause can be true, each a list of literals.
 * @param isPossible cheaply excludes parts that contradict what else must hold: a `oneOf` of n parts fails in n²/2 ways
 */
export function alternativesOf(
  clause: Literal,
  nodes: Nodes,
  areDisjoint: (node: OneOfNode) => boolean,
  isPossible: (part: Node) => boolean,
): readonly (readonly Literal[])[] {
  const node = nodes.get(Math.abs(clause));
  if (node.kind === 'or') return node.parts.map((part) => [part.id]);
  if (node.kind === 'and') return node.parts.map((part) => [-part.id]);
  if (node.kind !== 'oneOf') return [[clause]];
  const possible = node.parts.filter(isPossible);
  if (clause < 0) return [node.parts.map((part) => -part.id), ...pairsOf(possible)];
  if (areDisjoint(node)) return possible.map((part) => [part.id]);
  return possible.map((one) => {
    const at = node.parts.indexOf(one);
    return node.parts.map((part, i) => (i === at ? part.id : -part.id));
  });
}

function pairsOf(parts: readonly Node[]): Literal[][] {
  return parts.flatMap((one, i) => parts.slice(i + 1).map((other) => [one.id, other.id]));
}
