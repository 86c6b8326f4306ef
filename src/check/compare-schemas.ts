import type { Contract, UserSchema } from '../contract/model.ts';
import { canonicalSchema } from '../contract/schema-sets.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { isSubset } from '../schema-diff/subset.ts';
import type { Inclusion, SchemaChange, SchemaComparer } from './schema-comparer.ts';

export interface CompareSchemasOptions {
  /** Search and check witnesses; on unless told. */
  readonly witness?: boolean;
}

/** Compares schemas as the contract's content model says; every answer is kept by the two schemas and the role. */
export function compareSchemasOf(contract: Contract, options: CompareSchemasOptions = {}): SchemaComparer {
  const { inputs = 'declared', outputs = 'tolerant' } = contract.contentModel ?? {};
  const formatAssertion = contract.lifecyclePolicy?.formatAssertion ?? false;
  const known = new Map<string, SchemaChange>();
  const texts = new WeakMap<object, string>();

  function textOf(schema: UserSchema): string {
    if (typeof schema === 'boolean') return String(schema);
    let text = texts.get(schema);
    if (text === undefined) {
      text = canonicalJson(canonicalSchema(schema));
      texts.set(schema, text);
    }
    return text;
  }

  function inclusion(inside: JsonValue, outside: JsonValue, validUnder: 'baseline' | 'current'): Inclusion {
    const answer = isSubset(inside, outside, { formatAssertion, witness: options.witness ?? true });
    const invalidUnder = validUnder === 'baseline' ? 'current' : 'baseline';
    switch (answer.verdict) {
      case 'safe':
        return answer;
      case 'break':
        return { verdict: 'break', witness: { instance: answer.witness.instance, validUnder, invalidUnder } };
      case 'undecided':
        return { verdict: 'undecided', reason: answer.reason };
    }
  }

  return {
    compare(baseline = true, current = true, role) {
      if (baseline === current) return undefined;
      const [a, b] = [textOf(baseline), textOf(current)];
      if (a === b) return undefined;
      const key = `${role} ${a} ${b}`;
      let change = known.get(key);
      if (change === undefined) {
        const [before, after] = [asJson(baseline), asJson(current)];
        change = {
          widensOrKeeps: inclusion(before, after, 'baseline'),
          narrowsOrKeeps: inclusion(after, before, 'current'),
          kinds: [],
        };
        known.set(key, change);
      }
      return change;
    },
    mode: (role) => (role === 'input' ? inputs : outputs),
  };
}

function asJson(schema: UserSchema): JsonValue {
  return isJsonObject(schema) ? schema : schema === true;
}
