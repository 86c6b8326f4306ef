import { memberNodes } from '../evaluate/evaluate.ts';
import type { Node, PatternNode, PropertiesNode } from '../ir/node.ts';
import { type Literal, nodeOf, type TheoryContext } from './goal.ts';

/** The atoms of an object goal, sorted by what they demand. */
export interface ObjectShape {
  min: number;
  max: number;
  readonly members: PropertiesNode[];
  /** Member tables of which some member must fail. */
  readonly broken: PropertiesNode[];
  readonly required: Set<string>;
  readonly absent: Set<string>;
  readonly nameRules: Node[];
  /** Name schemas of which some name must fail. */
  readonly nameBreaks: Node[];
  /** Every name that some atom spells out. */
  readonly names: Set<string>;
  /** Every pattern that some member table uses. */
  readonly patterns: PatternNode[];
  sure: boolean;
}

export function objectShape(atoms: readonly Literal[], context: TheoryContext): ObjectShape {
  const shape: ObjectShape = {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    members: [],
    broken: [],
    required: new Set(),
    absent: new Set(),
    nameRules: [],
    nameBreaks: [],
    names: new Set(),
    patterns: [],
    sure: true,
  };
  for (const atom of atoms) {
    const { node, positive } = nodeOf(atom, context.nodes);
    switch (node.kind) {
      case 'minProperties':
        if (positive) shape.min = Math.max(shape.min, node.count);
        else shape.max = Math.min(shape.max, node.count - 1);
        break;
      case 'maxProperties':
        if (positive) shape.max = Math.min(shape.max, node.count);
        else shape.min = Math.max(shape.min, node.count + 1);
        break;
      case 'properties':
        (positive ? shape.members : shape.broken).push(node);
        break;
      case 'required':
        (positive ? shape.required : shape.absent).add(node.name);
        break;
      case 'propertyNames':
        (positive ? shape.nameRules : shape.nameBreaks).push(node.node);
        break;
      case 'enum':
        break;
      default:
        shape.sure = false;
    }
  }
  collectNames(shape);
  shape.min = Math.max(shape.min, shape.required.size);
  return shape;
}

function collectNames(shape: ObjectShape): void {
  const patterns = new Map<number, PatternNode>();
  for (const name of [...shape.required, ...shape.absent]) shape.names.add(name);
  for (const table of [...shape.members, ...shape.broken]) {
    for (const name of table.named.keys()) shape.names.add(name);
    for (const { name } of table.patterns) patterns.set(name.id, name);
  }
  shape.patterns.push(...patterns.values());
}

/** What the member of this name must satisfy; not sure where a pattern can't be matched safely, which then doesn't count. */
export function memberLiterals(shape: ObjectShape, name: string): { literals: Literal[]; sure: boolean } {
  const literals: Literal[] = [];
  let sure = true;
  for (const table of shape.members) {
    const applied = memberNodes(table, name);
    sure &&= applied.sure;
    for (const node of applied.nodes) literals.push(node.id);
  }
  return { literals, sure };
}

/** May an object have a member of this name at all? */
export function isNameAllowed(shape: ObjectShape, name: string, context: TheoryContext): boolean | undefined {
  if (shape.absent.has(name)) return false;
  let allowed: boolean | undefined = true;
  for (const rule of shape.nameRules) {
    const holds = context.holds(rule.id, name);
    if (holds === false) return false;
    if (holds === undefined) allowed = undefined;
  }
  return allowed;
}
