import type { UserSchema } from '../contract/model.ts';
import type { JsonValue } from '../model/json/value.ts';

/** An instance that one schema accepts and the other rejects. */
export interface Witness {
  readonly instance: JsonValue;
  readonly validUnder: 'baseline' | 'current';
  readonly invalidUnder: 'baseline' | 'current';
}

/** One inclusion: proved, disproved (by a witness, unless none was to be searched), or neither. */
export type Inclusion =
  | { readonly verdict: 'safe' }
  | { readonly verdict: 'break'; readonly witness?: Witness }
  | { readonly verdict: 'undecided'; readonly reason: string };

/** How a schema changed, by inclusion; the kinds say in words where. */
export interface SchemaChange {
  /** Everything that the baseline accepts is accepted now. */
  readonly widensOrKeeps: Inclusion;
  /** Everything that is accepted now was accepted by the baseline. */
  readonly narrowsOrKeeps: Inclusion;
  readonly kinds: readonly SchemaKind[];
}

/** One structural difference: `enum-value-removed` at a pointer. */
export interface SchemaKind {
  readonly kind: string;
  /** What the difference means by itself in the slot's role and content model; the inclusions decide. */
  readonly reading: 'break' | 'safe' | 'unsure' | 'note';
  readonly baselinePointer: string;
  readonly currentPointer: string;
  readonly words: string;
  /** The property, where the difference is about one. */
  readonly property?: string;
}

export type SchemaRole = 'input' | 'output';

/** Compares two schemas in a role and a content mode; memoised, and injected so that rules stay synchronous and pure. */
export interface SchemaComparer {
  /** `undefined` where the two are the same but for annotations. An absent schema accepts everything. */
  compare(
    baseline: UserSchema | undefined,
    current: UserSchema | undefined,
    role: SchemaRole,
    examples?: readonly unknown[],
  ): SchemaChange | undefined;
  /** Digest of what a schema means, whatever its wording and order. */
  digest(schema: UserSchema | undefined): string;
  /** The content mode that ruled, for the message. */
  mode(role: SchemaRole): 'exact' | 'declared' | 'tolerant';
}
