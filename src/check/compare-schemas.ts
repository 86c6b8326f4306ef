import type { Contract, UserSchema } from '../contract/model.ts';
import { semanticText } from '../contract/semantic-schema.ts';
import { digestBytes } from '../model/digest.ts';
import type { JsonValue } from '../model/json/value.ts';
import { classifyBoth } from '../schema-diff/classify-both.ts';
import type { SideFault } from '../schema-diff/compare.ts';
import type { Inclusion as Decision } from '../schema-diff/inclusion.ts';
import type { CompareOptions } from '../schema-diff/options.ts';
import { sameSchema } from './same-schema.ts';
import type { Inclusion, SchemaChange, SchemaComparer, SchemaRole } from './schema-comparer.ts';
import { schemaKinds } from './schema-kinds.ts';

export interface CompareSchemasOptions {
  /** Search and check witnesses; on unless told. */
  readonly witness?: boolean;
  /** Steps for proving one inclusion; the schema-diff room's own default unless told. */
  readonly steps?: number;
  /** How many pairs of differing schemas are looked into; the rest is undecided. */
  readonly maximumPairs?: number;
}

/** At about 50 ms for a pair that uses up its steps, some minutes at the worst. */
const MAXIMUM_PAIRS = 5_000;

/** Compares schemas as the contract's content model says; every answer is kept by what the two schemas mean, and the role. */
export function compareSchemasOf(contract: Contract, options: CompareSchemasOptions = {}): SchemaComparer {
  return new Comparer(contract, options);
}

class Comparer implements SchemaComparer {
  private readonly known = new Map<string, SchemaChange>();
  private readonly texts = new WeakMap<object, string>();
  private readonly contract: Contract;
  private readonly options: CompareSchemasOptions;

  constructor(contract: Contract, options: CompareSchemasOptions) {
    this.contract = contract;
    this.options = options;
  }

  compare(
    baseline: UserSchema | undefined = true,
    current: UserSchema | undefined = true,
    role: SchemaRole,
    examples: readonly unknown[] = [],
  ): SchemaChange | undefined {
    // Most schemas are the same to the member, and cost neither a text nor the algorithm.
    if (sameSchema(baseline, current)) return undefined;
    const [before, after] = [this.textOf(baseline), this.textOf(current)];
    if (before === after) return undefined;
    const key = `${role} ${before} ${after}`;
    let change = this.known.get(key);
    if (change === undefined) {
      const spent = this.known.size >= (this.options.maximumPairs ?? MAXIMUM_PAIRS);
      change = spent ? TOO_MANY : this.look(JSON.parse(before), JSON.parse(after), role, examples);
      this.known.set(key, change);
    }
    return change;
  }

  digest(schema: UserSchema | undefined = true): string {
    return digestBytes(this.textOf(schema));
  }

  mode(role: SchemaRole): 'exact' | 'declared' | 'tolerant' {
    const { inputs = 'declared', outputs = 'tolerant' } = this.contract.contentModel ?? {};
    return role === 'input' ? inputs : outputs;
  }

  /** The canonical text is what is compared, so that no order of members or alternatives can show in a proof or a witness. */
  private textOf(schema: UserSchema): string {
    if (typeof schema === 'boolean') return String(schema);
    let text = this.texts.get(schema);
    if (text === undefined) {
      text = semanticText(schema);
      this.texts.set(schema, text);
    }
    return text;
  }

  private look(baseline: JsonValue, current: JsonValue, role: SchemaRole, examples: readonly unknown[]): SchemaChange {
    const options: CompareOptions = {
      witness: this.options.witness ?? true,
      formatAssertion: this.contract.lifecyclePolicy?.formatAssertion ?? false,
      instances: examples.filter(isJsonValue),
      ...(this.options.steps === undefined ? {} : { steps: this.options.steps }),
    };
    const { caller, implementer, changes, faults } = classifyBoth(baseline, current, role, this.mode(role), options);
    // The provider takes inputs as a consumer takes outputs.
    const [widening, narrowing] = role === 'input' ? [caller, implementer] : [implementer, caller];
    return {
      widensOrKeeps: inclusionOf(widening, faults, 'baseline'),
      narrowsOrKeeps: inclusionOf(narrowing, faults, 'current'),
      kinds: schemaKinds(changes),
    };
  }
}

const UNDECIDED: Inclusion = { verdict: 'undecided', reason: 'too many schemas differ to look into each' };
const TOO_MANY: SchemaChange = { widensOrKeeps: UNDECIDED, narrowsOrKeeps: UNDECIDED, kinds: [] };

function inclusionOf(
  inclusion: Decision,
  [fault]: readonly SideFault[],
  validUnder: 'baseline' | 'current',
): Inclusion {
  if (inclusion.verdict === 'safe') return { verdict: 'safe' };
  const invalidUnder = validUnder === 'baseline' ? 'current' : 'baseline';
  if (inclusion.verdict === 'break')
    return { verdict: 'break', witness: { instance: inclusion.witness.instance, validUnder, invalidUnder } };
  if (fault !== undefined)
    return {
      verdict: 'undecided',
      reason: `the ${fault.side} schema ${fault.message}${fault.pointer === '' ? '' : ` at ${fault.pointer}`}`,
    };
  switch (inclusion.reason) {
    case 'witness-off':
      // The proof search built a counterexample; nobody asked for it to be checked.
      return { verdict: 'break' };
    case 'budget':
      return { verdict: 'undecided', reason: 'the step budget is used up' };
    case 'not-compilable':
      return { verdict: 'undecided', reason: 'a schema can not be compiled to check a witness' };
    default:
      return { verdict: 'undecided', reason: 'neither a proof nor a witness was found' };
  }
}

/** Examples come from parsed JSON; only their type has forgotten it. */
function isJsonValue(value: unknown): value is JsonValue {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
}
