import { canonicalJson } from '../../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json/value.ts';
import type { Budget } from '../budget.ts';
import type { ContainsNode, ItemsNode, Node, PropertiesNode } from '../ir/node.ts';
import { TYPE, typeOf } from '../ir/types-mask.ts';
import { compareRational, isMultiple, rationalOf } from '../rational.ts';

/** How often references may follow each other without entering a part of the value. */
const MAX_CHAIN = 200;

/**
 * Does the value satisfy the node? Undefined where the node is opaque or a pattern can't be matched safely.
 * Costs about what a compiled validator would, in steps, so that it also tells whether running one is affordable.
 * @throws BudgetExhausted
 */
export function evaluate(node: Node, value: JsonValue, budget: Budget): boolean | undefined {
  return new Evaluator(budget).holds(node, value);
}

const SCALAR = TYPE.null | TYPE.boolean | TYPE.number | TYPE.string;
const COMPOSITE: ReadonlySet<Node['kind']> = new Set(['and', 'or', 'not', 'oneOf', 'ref']);

class Evaluator {
  private readonly budget: Budget;
  private chain = 0;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  holds(node: Node, value: JsonValue): boolean | undefined {
    const type = typeOf(value);
    if ((node.can & type) === 0) return false;
    if ((node.fails & type) === 0) return true;
    if (node.kind === 'enum') return node.values.has(canonicalJson(value));
    // The atoms of numbers and texts are free: what counts is how often the schema branches and how many parts the value has.
    if ((type & SCALAR) === 0 || COMPOSITE.has(node.kind)) this.budget.spend(1);
    switch (node.kind) {
      case 'and':
        return this.every(node.parts, value);
      case 'or':
        return negate(this.every(node.parts, value, true));
      case 'not':
        return negate(this.holds(node.part, value));
      case 'oneOf':
        return this.exactlyOne(node.parts, value);
      case 'ref':
        return this.reference(node.target(), value);
      case 'true':
      case 'false':
      case 'type':
        return (node.can & type) !== 0;
      case 'opaque':
      case 'format':
        return undefined;
      default:
        return this.atom(node, value);
    }
  }

  private atom(node: Node, value: JsonValue): boolean | undefined {
    if (typeof value === 'number') return numberHolds(node, value);
    if (typeof value === 'string') return stringHolds(node, value);
    if (Array.isArray(value)) return this.arrayHolds(node, value);
    return isJsonObject(value) ? this.objectHolds(node, value) : true;
  }

  /** All parts hold (or, negated, none does). */
  private every(parts: readonly Node[], value: JsonValue, negated = false): boolean | undefined {
    let answer: boolean | undefined = true;
    for (const part of parts) {
      const holds = this.holds(part, value);
      if (holds === negated) return false;
      if (holds === undefined) answer = undefined;
    }
    return answer;
  }

  private exactlyOne(parts: readonly Node[], value: JsonValue): boolean | undefined {
    let held = 0;
    let unknown = false;
    for (const part of parts) {
      const holds = this.holds(part, value);
      if (holds === true) held += 1;
      if (holds === undefined) unknown = true;
      if (held > 1) return false;
    }
    return unknown ? undefined : held === 1;
  }

  private reference(target: Node, value: JsonValue): boolean | undefined {
    if (this.chain >= MAX_CHAIN) return undefined;
    this.chain += 1;
    const holds = this.holds(target, value);
    this.chain -= 1;
    return holds;
  }

  /** A part of the value: references may follow each other anew. */
  private part(node: Node, value: JsonValue): boolean | undefined {
    const chain = this.chain;
    this.chain = 0;
    const holds = this.holds(node, value);
    this.chain = chain;
    return holds;
  }

  private all(checks: Iterable<readonly [Node, JsonValue]>): boolean | undefined {
    let answer: boolean | undefined = true;
    for (const [node, value] of checks) {
      const holds = this.part(node, value);
      if (holds === false) return false;
      if (holds === undefined) answer = undefined;
    }
    return answer;
  }

  private arrayHolds(node: Node, value: readonly JsonValue[]): boolean | undefined {
    switch (node.kind) {
      case 'minItems':
        return value.length >= node.count;
      case 'maxItems':
        return value.length <= node.count;
      case 'unique':
        this.budget.spend(value.length);
        return new Set(value.map((item) => canonicalJson(item))).size === value.length;
      case 'items':
        return this.all(itemChecks(node, value));
      case 'containsAtLeast':
      case 'containsAtMost':
        return this.contains(node, value);
      default:
        return true;
    }
  }

  private contains(node: ContainsNode, value: readonly JsonValue[]): boolean | undefined {
    let sure = 0;
    let unsure = 0;
    for (const item of value) {
      const holds = this.part(node.item, item);
      if (holds === true) sure += 1;
      if (holds === undefined) unsure += 1;
    }
    const least = node.kind === 'containsAtLeast';
    if (least ? sure >= node.count : sure > node.count) return least;
    if (least ? sure + unsure < node.count : sure + unsure <= node.count) return !least;
    return undefined;
  }

  private objectHolds(node: Node, value: JsonObject): boolean | undefined {
    switch (node.kind) {
      case 'required':
        return Object.hasOwn(value, node.name);
      case 'minProperties':
        return Object.keys(value).length >= node.count;
      case 'maxProperties':
        return Object.keys(value).length <= node.count;
      case 'propertyNames':
        return this.all(Object.keys(value).map((name) => [node.node, name] as const));
      case 'properties':
        return this.propertiesHold(node, value);
      default:
        return true;
    }
  }

  private propertiesHold(node: PropertiesNode, value: JsonObject): boolean | undefined {
    let answer: boolean | undefined = true;
    for (const [name, member] of Object.entries(value)) {
      const { nodes, sure } = memberNodes(node, name);
      const holds = this.all(nodes.map((one) => [one, member] as const));
      if (holds === false) return false;
      if (holds === undefined || !sure) answer = undefined;
    }
    return answer;
  }
}

/** The nodes that apply to a member of this name; not sure where a pattern can't be matched safely, which then doesn't count. */
export function memberNodes(node: PropertiesNode, name: string): { nodes: Node[]; sure: boolean } {
  const nodes: Node[] = [];
  let sure = true;
  let declared = false;
  const own = node.named.get(name);
  if (own !== undefined) {
    nodes.push(own);
    declared = true;
  }
  for (const member of node.patterns) {
    const matches = member.name.pattern.matches(name);
    if (matches === true) {
      nodes.push(member.node);
      declared = true;
    }
    if (matches === undefined) sure = false;
  }
  // Whether the rest applies isn't known where a pattern's answer isn't.
  if (!declared && sure) nodes.push(node.rest);
  return { nodes, sure };
}

function* itemChecks(node: ItemsNode, value: readonly JsonValue[]): Iterable<readonly [Node, JsonValue]> {
  for (const [i, item] of value.entries()) yield [node.prefix[i] ?? node.rest, item];
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function numberHolds(node: Node, value: number): boolean {
  const exact = rationalOf(value);
  switch (node.kind) {
    case 'lower': {
      const order = compareRational(exact, node.bound);
      return node.exclusive ? order > 0 : order >= 0;
    }
    case 'upper': {
      const order = compareRational(exact, node.bound);
      return node.exclusive ? order < 0 : order <= 0;
    }
    case 'multipleOf':
      return isMultiple(exact, node.divisor);
    default:
      return true;
  }
}

function stringHolds(node: Node, value: string): boolean | undefined {
  switch (node.kind) {
    case 'minLength':
      return codePoints(value) >= node.count;
    case 'maxLength':
      return codePoints(value) <= node.count;
    case 'pattern':
      return node.pattern.matches(value);
    default:
      return true;
  }
}

/** JSON Schema counts characters, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
