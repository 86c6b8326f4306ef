import type { ContainsNode, ItemsNode, Node } from '../ir/node.ts';
import { EMPTY, type Literal, nodeOf, type TheoryContext } from './goal.ts';

export interface Counted {
  readonly item: Node;
  readonly count: number;
}

/** The atoms of an array goal, sorted by what they demand. */
export interface ArrayShape {
  min: number;
  max: number;
  readonly tuples: ItemsNode[];
  /** Tuples of which some position must fail. */
  readonly broken: ItemsNode[];
  readonly least: Counted[];
  readonly most: Counted[];
  unique: boolean;
  repeated: boolean;
  sure: boolean;
}

/** Positions filled so far with what their items must satisfy on top of the tuple's own schemas. */
export type Placed = ReadonlyMap<number, readonly Literal[]>;

export function arrayShape(atoms: readonly Literal[], context: TheoryContext): ArrayShape {
  const shape: ArrayShape = {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    tuples: [],
    broken: [],
    least: [],
    most: [],
    unique: false,
    repeated: false,
    sure: true,
  };
  for (const atom of atoms) {
    const { node, positive } = nodeOf(atom, context.nodes);
    switch (node.kind) {
      case 'minItems':
        if (positive) shape.min = Math.max(shape.min, node.count);
        else shape.max = Math.min(shape.max, node.count - 1);
        break;
      case 'maxItems':
        if (positive) shape.max = Math.min(shape.max, node.count);
        else shape.min = Math.max(shape.min, node.count + 1);
        break;
      case 'items':
        (positive ? shape.tuples : shape.broken).push(node);
        break;
      case 'unique':
        if (positive) shape.unique = true;
        else shape.repeated = true;
        break;
      case 'containsAtLeast':
      case 'containsAtMost':
        addContains(shape, node, positive);
        break;
      case 'enum':
        break;
      default:
        shape.sure = false;
    }
  }
  for (const { count } of shape.least) shape.min = Math.max(shape.min, count);
  if (shape.broken.length > 0) shape.min = Math.max(shape.min, 1);
  if (shape.repeated) shape.min = Math.max(shape.min, 2);
  return shape;
}

/** "Not at least n" is "at most n - 1", and the other way round. */
function addContains(shape: ArrayShape, node: ContainsNode, positive: boolean): void {
  const { item, count } = node;
  if (node.kind === 'containsAtLeast') {
    if (positive) shape.least.push({ item, count });
    else shape.most.push({ item, count: count - 1 });
  } else if (positive) shape.most.push({ item, count });
  else shape.least.push({ item, count: count + 1 });
}

/** What every item at a position must satisfy, and how long the array can be because of it. */
export class Positions {
  readonly prefix: number;
  private readonly shape: ArrayShape;
  private readonly context: TheoryContext;
  private checked = 0;

  constructor(shape: ArrayShape, context: TheoryContext) {
    this.shape = shape;
    this.context = context;
    this.prefix = [...shape.tuples, ...shape.broken].reduce((max, tuple) => Math.max(max, tuple.prefix.length), 0);
  }

  /** The literals that hold of every item at the position; positions from `prefix` on are alike. */
  constraints(position: number): Literal[] {
    const literals: Literal[] = this.shape.tuples.map((tuple) => (tuple.prefix[position] ?? tuple.rest).id);
    for (const { item, count } of this.shape.most) if (count === 0) literals.push(-item.id);
    return literals;
  }

  /** Can the array have an item at this position at all? Shortens the array where not. */
  reaches(position: number): boolean {
    const last = Math.min(position, this.prefix);
    for (; this.checked <= last && this.checked < this.shape.max; this.checked += 1) {
      if (this.context.part(this.constraints(this.checked)) === EMPTY) {
        this.shape.max = this.checked;
        break;
      }
    }
    return position < this.shape.max;
  }

  /** Shortens the array where its own positions force more matches than `containsAtMost` allows. */
  capByMost(): void {
    for (const { item, count } of this.shape.most) {
      if (count === 0) continue;
      let forced = 0;
      for (let position = 0; position <= this.prefix + count && position < this.shape.max; position += 1) {
        const outcome = this.context.part([...this.constraints(position), -item.id]);
        if (outcome === EMPTY) forced += 1;
        else if (position >= this.prefix) break;
        if (forced > count) {
          this.shape.max = position;
          break;
        }
      }
    }
  }
}
