import type { EnumNode, Node, OneOfNode } from '../ir/node.ts';
import { TYPE } from '../ir/types-mask.ts';

/** What tells a schema apart at a glance: its types, its values, and the values of its required members. */
interface Mark {
  readonly types: number;
  readonly values: ReadonlySet<string> | undefined;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Proves that no value satisfies both nodes; false where that is not so or not found out. */
export type ProveDisjoint = (a: Node, b: Node) => boolean;

/** With more branches than this only what is seen at a glance counts. */
const MAX_PROVEN = 24;

/**
 * Finds out whether the branches of a `oneOf` exclude each other: by type, by value, by a discriminating member, or by proof.
 * Such a `oneOf` is a plain disjunction, which is far cheaper to reason about. Each is looked at once.
 */
export class Disjointness {
  private readonly known = new Map<number, boolean>();
  private readonly marks = new Map<number, Mark>();
  private readonly prove: ProveDisjoint;

  constructor(prove: ProveDisjoint) {
    this.prove = prove;
  }

  readonly areDisjoint = (node: OneOfNode): boolean => {
    const known = this.known.get(node.id);
    if (known !== undefined) return known;
    // While the question is open it counts as answered with no, also inside its own proof.
    this.known.set(node.id, false);
    const disjoint = this.everyPair(node.parts);
    this.known.set(node.id, disjoint);
    return disjoint;
  };

  /** Is it plain at a glance that what all these nodes accept, the other one rejects? */
  areApart(all: readonly Node[], other: Node, type: number): boolean {
    const parts = all.flatMap((node) => conjuncts(node, MAX_UNFOLD));
    return exclude(markOfParts(parts, type), this.markOf(other, MAX_UNFOLD));
  }

  private everyPair(parts: readonly Node[]): boolean {
    const open: [Node, Node][] = [];
    for (const [i, one] of parts.entries())
      for (const other of parts.slice(i + 1))
        if (!exclude(this.markOf(one, MAX_UNFOLD), this.markOf(other, MAX_UNFOLD))) open.push([one, other]);
    if (open.length > 0 && parts.length > MAX_PROVEN) return false;
    return open.every(([one, other]) => this.prove(one, other));
  }

  private markOf(node: Node, unfold: number): Mark {
    const known = this.marks.get(node.id);
    if (known !== undefined) return known;
    const parts = conjuncts(node, unfold);
    const alternatives = parts.find((part) => part.kind === 'or' || part.kind === 'oneOf');
    const own = markOfParts(parts, node.can);
    const mark =
      alternatives === undefined || unfold === 0 ? own : meet(own, this.markOfAny(alternatives.parts, unfold - 1));
    this.marks.set(node.id, mark);
    return mark;
  }

  /** What all alternatives have in common. */
  private markOfAny(parts: readonly Node[], unfold: number): Mark {
    const marks = parts.map((part) => this.markOf(part, unfold));
    const names = [...(marks[0]?.members.keys() ?? [])].filter((name) => marks.every((mark) => mark.members.has(name)));
    const union = (sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> =>
      new Set(sets.flatMap((set) => [...(set ?? [])]));
    return {
      types: marks.reduce((mask, mark) => mask | mark.types, 0),
      values: marks.every((mark) => mark.values !== undefined) ? union(marks.map((mark) => mark.values)) : undefined,
      members: new Map(names.map((name) => [name, union(marks.map((mark) => mark.members.get(name)))])),
    };
  }
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

function markOfParts(parts: readonly Node[], can: number): Mark {
  const required = new Set(parts.flatMap((part) => (part.kind === 'required' ? [part.name] : [])));
  const members = new Map<string, ReadonlySet<string>>();
  for (const part of parts) {
    if (part.kind !== 'properties') continue;
    for (const [name, member] of part.named) {
      const values = required.has(name) ? valuesOf(conjuncts(member, MAX_UNFOLD)) : undefined;
      if (values !== undefined) members.set(name, values);
    }
  }
  return { types: parts.reduce((mask, part) => mask & part.can, can), values: valuesOf(parts), members };
}

/** Both marks hold; where both know something, the first one's word is enough. */
function meet(a: Mark, b: Mark): Mark {
  return { types: a.types & b.types, values: a.values ?? b.values, members: new Map([...b.members, ...a.members]) };
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
