import type { Budget } from '../budget.ts';
import type { EnumNode, Node, OneOfNode } from '../ir/node.ts';
import { TYPE } from '../ir/types-mask.ts';

/** What tells a branch apart at a glance: its types, its values, and the values of its required members. */
interface Mark {
  readonly types: number;
  readonly values: ReadonlySet<string> | undefined;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Finds out whether the branches of a `oneOf` exclude each other without any search: by type, by value, by a discriminating member. */
export class Disjointness {
  private readonly known = new Map<number, boolean>();
  private readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  readonly areDisjoint = (node: OneOfNode): boolean => {
    const known = this.known.get(node.id);
    if (known !== undefined) return known;
    const marks = node.parts.map(markOf);
    this.budget.spend((node.parts.length * node.parts.length) >> 4);
    const disjoint = marks.every((mark, i) => marks.slice(i + 1).every((other) => exclude(mark, other)));
    this.known.set(node.id, disjoint);
    return disjoint;
  };
}

function exclude(a: Mark, b: Mark): boolean {
  const common = a.types & b.types;
  if (common === 0) return true;
  if (a.values !== undefined && b.values !== undefined && haveNoneInCommon(a.values, b.values)) return true;
  if (common !== TYPE.object) return false;
  for (const [name, values] of a.members) {
    const others = b.members.get(name);
    if (others !== undefined && haveNoneInCommon(values, others)) return true;
  }
  return false;
}

function haveNoneInCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const value of small) if (large.has(value)) return false;
  return true;
}

const MAX_UNFOLD = 8;

function markOf(node: Node): Mark {
  const parts = conjuncts(node, MAX_UNFOLD);
  const required = new Set(parts.flatMap((part) => (part.kind === 'required' ? [part.name] : [])));
  const members = new Map<string, ReadonlySet<string>>();
  for (const part of parts) {
    if (part.kind !== 'properties') continue;
    for (const [name, member] of part.named) {
      const values = required.has(name) ? valuesOf(conjuncts(member, MAX_UNFOLD)) : undefined;
      if (values !== undefined) members.set(name, values);
    }
  }
  return { types: parts.reduce((mask, part) => mask & part.can, node.can), values: valuesOf(parts), members };
}

function valuesOf(parts: readonly Node[]): ReadonlySet<string> | undefined {
  const enums = parts.filter((part): part is EnumNode => part.kind === 'enum');
  return enums[0] === undefined ? undefined : new Set(enums[0].values.keys());
}

/** What must hold of every value of the node. */
export function conjuncts(node: Node, unfold: number): Node[] {
  if (node.kind === 'and') return node.parts.flatMap((part) => conjuncts(part, unfold));
  if (node.kind === 'ref' && unfold > 0) return conjuncts(node.target(), unfold - 1);
  return [node];
}
