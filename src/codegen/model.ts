import type { Stability } from '../contract/model.ts';
import type { Digest } from '../model/digest.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { SchemaRole } from './ir/model.ts';

/** A JSON Schema as a contract's author wrote it, with every reference inside itself. */
export type UserSchema = JsonValue;

/** What a client needs to know of a contract, in an order that the contract's own order can't change. */
export interface ClientModel {
  readonly apiVersion: string;
  readonly contractVersion: number;
  readonly digest: Digest;
  /** By code unit of the namespace. */
  readonly namespaces: readonly ClientNamespace[];
}

/** One broker namespace at one major version: one file of the client. */
export interface ClientNamespace {
  /** `ns/vN`. */
  readonly namespace: string;
  readonly description: string;
  /** Over the namespace's own part of the contract: another namespace's change doesn't touch it. */
  readonly digest: Digest;
  /** Methods and events by code unit of their targets. */
  readonly targets: readonly ClientTarget[];
  /** Methods and events that were removed, by code unit of their targets: a name is never used again. */
  readonly removed: readonly ClientRemoval[];
}

/** What is left of a method or an event. */
export interface ClientRemoval {
  readonly target: string;
  readonly kind: 'method' | 'event';
  /** Contract version that does not have it any more. */
  readonly removal: number;
  readonly replacement?: string;
  readonly note?: string;
}

/** What a call or a subscription is addressed to. */
export interface ClientTarget {
  /** `ns/vN#name`. */
  readonly target: string;
  readonly name: string;
  readonly kind: 'method' | 'event';
  readonly description: string;
  readonly stability: Stability;
  readonly since: number;
  readonly deprecation?: ClientDeprecation;
  /** The scope that a caller has to be granted. */
  readonly scope?: string;
  /** Codes that a method may refuse with; none for an event. */
  readonly errors: readonly ClientError[];
  readonly schemas: readonly ClientSchema[];
  readonly examples?: ClientExamples;
  /** Names that types of the target were given before, by role and pointer (`output#/$defs/Member`): they stay. */
  readonly names?: ReadonlyMap<string, string>;
}

/** What may travel, as JSON text: what a call takes and gives, or what an event carries. */
export interface ClientExamples {
  readonly input?: string;
  readonly output?: string;
  readonly payload?: string;
}

/** An error that a method declares; its detail is a property of the schema with role `error`. */
export interface ClientError {
  readonly code: string;
  readonly description?: string;
  readonly retryable: boolean;
}

export interface ClientDeprecation {
  readonly since?: number;
  readonly removal?: number;
  readonly replacement?: string;
  readonly note?: string;
}

/** A method has an input, an output and may have an error, an event has a payload. */
export interface ClientSchema {
  readonly role: SchemaRole;
  readonly schema: UserSchema;
}
