import type { Node, PropertiesNode } from '../ir/node.ts';
import { TYPE } from '../ir/types-mask.ts';
import { EMPTY, type Literal, type Outcome, type TheoryContext } from './goal.ts';
import type { ObjectShape } from './object-shape.ts';

/** All names that no atom spells out and that the patterns treat alike. */
export interface NameClass {
  readonly key: string;
  /** The goal that a name of this class solves. */
  readonly name: readonly Literal[];
  /** What a member of this class must satisfy. */
  readonly value: readonly Literal[];
  /** The nodes of a member table that apply to this class. */
  nodesOf(table: PropertiesNode): readonly Node[];
  /** False where some patterns were left open, so that more may apply than is said. */
  readonly complete: boolean;
}

/** With more patterns than this the classes are not told apart completely. */
const MAX_PATTERNS = 5;

/** Which patterns match (true) or don't; a pattern that is missing is open. */
type Signs = ReadonlyMap<number, boolean>;

/** Makes the name classes of an object goal when they are needed. */
export class NameClasses {
  private readonly shape: ObjectShape;
  private readonly context: TheoryContext;
  private all: readonly NameClass[] | undefined;
  private readonly base: readonly Literal[];

  constructor(shape: ObjectShape, context: TheoryContext) {
    this.shape = shape;
    this.context = context;
    const { nodes } = context;
    const spelled = shape.names.size > 0 ? [-nodes.enum([...shape.names]).id] : [];
    this.base = [nodes.type(TYPE.string).id, ...spelled, ...shape.nameRules.map((rule) => rule.id)];
  }

  /** Are all classes told apart? Otherwise only those of a single violation can be asked for. */
  get isComplete(): boolean {
    return this.shape.patterns.length <= MAX_PATTERNS;
  }

  /** Every class that has a name; only where `isComplete`. */
  every(): readonly NameClass[] {
    this.all ??= this.enumerate();
    return this.all;
  }

  private enumerate(): readonly NameClass[] {
    const { patterns } = this.shape;
    const classes: NameClass[] = [];
    for (let bits = 0; bits < 2 ** patterns.length; bits += 1) {
      const signs = new Map(patterns.map((pattern, i) => [pattern.id, ((bits >> i) & 1) === 1]));
      const one = this.classOf(signs);
      if (this.context.part(one.name) !== EMPTY) classes.push(one);
    }
    return classes;
  }

  /** The classes in which a table's member can fail: all of them, or, where there are too many, one per pattern and one for the rest. */
  candidatesFor(table: PropertiesNode): readonly NameClass[] {
    if (this.isComplete) return this.every();
    const rest = new Map(table.patterns.map((member) => [member.name.id, false]));
    const matched = table.patterns.map((member) => new Map([[member.name.id, true]]));
    return [rest, ...matched].map((signs) => this.classOf(signs)).filter((one) => this.hasName(one));
  }

  private hasName(one: NameClass): boolean {
    return this.context.part(one.name) !== EMPTY;
  }

  private classOf(signs: Signs): NameClass {
    const key = [...signs].map(([id, sign]) => (sign ? id : -id)).join();
    return {
      key,
      name: [...this.base, ...[...signs].map(([id, sign]) => (sign ? id : -id))],
      value: this.shape.members.flatMap((table) => applied(table, signs).map((node) => node.id)),
      nodesOf: (table) => applied(table, signs),
      complete: signs.size === this.shape.patterns.length,
    };
  }

  /** A name of the class that is none of the used ones. */
  nameIn(one: NameClass, used: Iterable<string>, extra: readonly Literal[]): Outcome {
    const { nodes } = this.context;
    const taken = [...used];
    const fresh = taken.length > 0 ? [-nodes.enum(taken).id] : [];
    const name = [...one.name, ...extra, ...fresh];
    // An empty name is a name, but a reader sees more in another one.
    const spoken = this.context.part([...name, nodes.size('minLength', 1).id]);
    return spoken.kind === 'model' ? spoken : this.context.part(name);
  }
}

function applied(table: PropertiesNode, signs: Signs): Node[] {
  const nodes = table.patterns.filter((member) => signs.get(member.name.id) === true).map((member) => member.node);
  if (nodes.length === 0 && table.patterns.every((member) => signs.get(member.name.id) === false)) return [table.rest];
  return nodes;
}
