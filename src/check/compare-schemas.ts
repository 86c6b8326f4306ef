import type { Contract, UserSchema } from '../contract/model.ts';
import { semanticText } from '../contract/semantic-schema.ts';
import { digestBytes } from '../model/digest.ts';
import { equalJson } from '../model/json/equal.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { isSubset } from '../schema-diff/subset.ts';
import type { Inclusion, SchemaChange, SchemaComparer } from './schema-comparer.ts';

export interface CompareSchemasOptions {
  /** Search and check witnesses; on unless told. */
  readonly witness?: boolean;
}

/** Compares schemas as the contract's content model says; every answer is kept by what the two schemas mean, and the role. */
export function compareSchemasOf(contract: Contract, options: CompareSchemasOptions = {}): SchemaComparer {
  const { inputs = 'declared', outputs = 'tolerant' } = contract.contentModel ?? {};
  const formatAssertion = contract.lifecyclePolicy?.formatAssertion ?? false;
  const known = new Map<string, SchemaChange>();
  const texts = new WeakMap<object, string>();

  function textOf(schema: UserSchema): string {
    if (typeof schema === 'boolean') return String(schema);
    let text = texts.get(schema);
    if (text === undefined) {
      text = semanticText(schema);
      texts.set(schema, text);
    }
    return text;
  }

  function inclusion(
    inside: JsonValue,
    outside: JsonValue,
    validUnder: 'baseline' | 'current',
    instances: readonly JsonValue[],
  ): Inclusion {
    const { witness = true } = options;
    const answer = isSubset(inside, outside, { formatAssertion, witness, instances });
    if (answer.verdict === 'safe') return answer;
    const invalidUnder = validUnder === 'baseline' ? 'current' : 'baseline';
    if (answer.verdict === 'break')
      return { verdict: 'break', witness: { instance: answer.witness.instance, validUnder, invalidUnder } };
    // A counterexample was built; nobody asked for it to be checked.
    if (answer.reason === 'witness-off') return { verdict: 'break' };
    return { verdict: 'undecided', reason: answer.reason };
  }

  return {
    compare(baseline = true, current = true, role, examples = []) {
      if (equalJson(baseline, current)) return undefined;
      const [a, b] = [textOf(baseline), textOf(current)];
      if (a === b) return undefined;
      const key = `${role} ${a} ${b}`;
      let change = known.get(key);
      if (change === undefined) {
        const [before, after] = [asJson(baseline), asJson(current)];
        const instances = examples.filter(isJsonValue);
        change = {
          widensOrKeeps: inclusion(before, after, 'baseline', instances),
          narrowsOrKeeps: inclusion(after, before, 'current', instances),
          kinds: [],
        };
        known.set(key, change);
      }
      return change;
    },
    digest: (schema = true) => digestBytes(textOf(schema)),
    mode: (role) => (role === 'input' ? inputs : outputs),
  };
}

function asJson(schema: UserSchema): JsonValue {
  return isJsonObject(schema) ? schema : schema === true;
}

/** Examples come from parsed JSON; only their type has forgotten it. */
function isJsonValue(value: unknown): value is JsonValue {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
}
