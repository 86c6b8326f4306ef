import type { LoadedContract, Stability } from '../contract/model.ts';
import type { Location, Severity } from '../model/finding.ts';
import type { JsonValue } from '../model/json/value.ts';
import type { Party, Rule } from '../model/rule.ts';
import type { AppUse } from './app-use.ts';
import type { ContractPairs } from './pairs.ts';
import type { SchemaComparer, SchemaKind, Witness } from './schema-comparer.ts';

/** What a change is about; a profile selects by it. */
export type Category = 'wire' | 'sdk' | 'authorization' | 'lifecycle' | 'doc' | 'model';

/** How far the version of a package made from the contract must move. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** The thing that changed; `identity` as people write it: a capability, `GET /apps`, `hr/v1`, `hr/v1#members.list`. */
export interface Subject {
  readonly kind: 'contract' | 'capability' | 'endpoint' | 'service' | 'method' | 'event';
  readonly identity: string;
}

/** One change that a rule found. The engine adds severity by stability, fingerprint and order. */
export interface DiffHit {
  readonly subject: Subject;
  readonly message: string;
  /** In the current contract; in the baseline for what is gone. */
  readonly location: Location;
  /** Which part of the subject, where one subject can have several (a capability's name, a schema pointer). Never an index. */
  readonly part?: string;
  /** The two sides of the part that changed: fingerprinted, so that a later, different change is another finding. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** Stability of the baseline descriptor, of the current one where it is new: it decides the severity. */
  readonly stability?: Stability;
  /** Only where the rule's table gives this very case another severity. */
  readonly severity?: Severity;
  /** Neither proved nor disproved: a warning at most, and the rule's own severity under --strict. */
  readonly undecided?: boolean;
  /** Only where this very case may not be waived, though the rule's others may. */
  readonly waivable?: false;
  /** Whom this very case breaks, where not all of the rule's parties. */
  readonly breaks?: readonly Party[];
  /** An instance that one side accepts and the other rejects, checked by both. */
  readonly witness?: Witness;
  /** The opposite instance, where each side accepts what the other rejects. */
  readonly secondWitness?: Witness;
  /** The content model that ruled, where schemas were compared. */
  readonly contentModel?: 'exact' | 'declared' | 'tolerant';
  /** Where and how the schema differs. */
  readonly schemaKinds?: readonly SchemaKind[];
  /** Identities that changed with it and are not reported again. */
  readonly children?: readonly string[];
}

export interface DiffInput {
  readonly baseline: LoadedContract;
  readonly current: LoadedContract;
  readonly pairs: ContractPairs;
  /** The lifecycle policy that rules: the current contract's, with the defaults filled in. */
  readonly policy: LifecycleWindows;
  readonly schemas: SchemaComparer;
  /** Apps that the comparison was told of. */
  readonly apps?: readonly AppUse[];
}

/** Windows in contract versions; days where the contract counts them too. */
export interface LifecycleWindows {
  readonly deprecation: number;
  readonly scheduledRemoval: number;
  readonly days: number | undefined;
  readonly requireReplacement: boolean;
  readonly experimentalMaximumAge: number;
  readonly warnWhenStableWithoutExperimental: boolean;
}

/**
 * A rule over two contracts. `severity` is for a baseline descriptor that is stable, deprecated or scheduled for removal;
 * `experimental` for an experimental one; internal and operator-only ones give notes unless `restricted` says more.
 */
export interface DiffRule extends Omit<Rule<DiffInput>, 'check' | 'scope'> {
  readonly experimental: Severity;
  readonly restricted?: Severity;
  readonly category: Category;
  /** The category of what its changes tell as children: nobody else reports those, so who asks for them sees it too. */
  readonly folds?: Category;
  readonly bump: Bump;
  /** False where no waiver may cover it. */
  readonly waivable: boolean;
  /** The rule for the opposite change, or why there is none. */
  readonly mirror: string | { readonly none: string };
  check(input: DiffInput): Iterable<DiffHit>;
}

/** Declares a rule over two contracts; only there so that the compiler checks it where it is written. */
export function defineDiffRule(rule: DiffRule): DiffRule {
  return rule;
}
