import type { Location, Severity } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { Party } from '../model/rule.ts';
import type { Bump, Category, Subject } from './diff-rule.ts';
import type { SchemaKind, Witness } from './schema-comparer.ts';

/** One change between two contracts, as reports carry it. */
export interface Change {
  readonly ruleId: string;
  readonly legacyCode?: string;
  readonly severity: Severity;
  /** The rule's own severity, where a policy set another. */
  readonly overridden?: Severity;
  readonly category: Category;
  /** The first party that it breaks; `none` for what breaks nobody. */
  readonly direction: Party | 'none';
  readonly parties: readonly Party[];
  readonly kind: Subject['kind'];
  readonly subject: string;
  readonly part?: string;
  readonly message: string;
  readonly help: string;
  readonly location: Location;
  readonly fingerprint: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  readonly witness?: Witness;
  readonly secondWitness?: Witness;
  readonly contentModel?: 'exact' | 'declared' | 'tolerant';
  readonly schemaKinds?: readonly SchemaKind[];
  readonly children?: readonly string[];
  /** What other rules hold against it, where that is the same cause. */
  readonly because?: readonly { readonly ruleId: string; readonly message: string }[];
  /** Apps that may use what changed. */
  readonly impact?: readonly string[];
  /** True where it was neither proved nor disproved. */
  readonly undecided?: boolean;
  /** The released version that it was found against, and in which sense, in a comparison with a history. */
  readonly comparedWith?: number;
  readonly sense?: 'backward' | 'forward';
  readonly waivable: boolean;
  readonly bump: Bump;
}
