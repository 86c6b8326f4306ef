import type { JsonValue } from '../../src/model/json/value.ts';
import type { Dialect } from '../../src/schema-diff/dialect/dialect.ts';

/** A schema, and instances of which it is known whether the schema accepts them. */
export interface FidelityCase {
  readonly id: string;
  readonly schema: JsonValue;
  /** The dialect of a schema that names none. */
  readonly dialect: Dialect;
  /** Documents that the schema may refer to, by address. */
  readonly documents: ReadonlyMap<string, JsonValue>;
  readonly valid: readonly JsonValue[];
  readonly invalid: readonly JsonValue[];
}

/** What a language's compiler said of one case. */
export interface FidelityVerdict {
  readonly id: string;
  /** Why no type was made, where none was. */
  readonly refused?: string;
  /** What the compiler has against the generated types themselves. */
  readonly typeErrors: readonly string[];
  /** Of each valid instance: does the type take it? */
  readonly accepted: readonly boolean[];
  /** Of each invalid instance: does the type refuse it? */
  readonly rejected: readonly boolean[];
  /** Bytes of generated types. */
  readonly size: number;
}

/** How a schema that names no type is read, and how tight the types are. */
export interface FidelityMode {
  readonly mode: 'strict' | 'intent';
}

/** A language whose types are measured: its types for a schema, and a compiler that says what they take. */
export interface FidelityLanguage {
  readonly id: string;
  judge(cases: readonly FidelityCase[], mode: FidelityMode): Promise<readonly FidelityVerdict[]>;
}
