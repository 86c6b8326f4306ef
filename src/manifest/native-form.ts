import type { JsonObject } from '../model/json/value.ts';

/** Something that a manifest says and the native form can't. */
export interface Loss {
  /** A JSON pointer, or a key of a properties manifest. */
  readonly at: string;
  readonly reason: string;
}

/** A manifest in the native form, and what it lost on the way. */
export interface NativeForm {
  readonly json: JsonObject;
  readonly lost: readonly Loss[];
}
