import type { Location, Severity } from './finding.ts';
import type { JsonValue } from './json/value.ts';

/** Whom a rule's break hurts. */
export type Party = 'app' | 'consumer' | 'provider' | 'operator' | 'browser' | 'sdk' | 'catalog' | 'verifier';

/** What a rule yields: one thing that is wrong. The engine adds severity, fingerprint and order. */
export interface RuleHit {
  /** What is wrong and what was expected; lower case, no blame. */
  readonly message: string;
  readonly location: Location;
  /**
   * Names the thing ("GET /apps") and, for a rule that compares, the semantic digests of before and after.
   * Never the wording, never an array index.
   */
  readonly key: readonly JsonValue[];
  /** Only where the rule's table gives this very case another severity than the rule's own. */
  readonly severity?: Severity;
}

/** The inputs that a rule is for, in words for people and as a test, as "contracts that publish a stable baseline". */
export interface Scope<Input> {
  readonly words: string;
  holds(input: Input): boolean;
}

/** A rule: data about itself and one synchronous generator over loaded data. `Input` is what its room has loaded. */
export interface Rule<Input> {
  /** `area/name`, equal to the file's path under check/rules. */
  readonly id: string;
  /** One line, lower case: what the rule demands. */
  readonly summary: string;
  /** A few sentences: why it matters and how to fix it. */
  readonly help: string;
  /** Severity by default and under --strict. */
  readonly severity: { readonly default: Severity; readonly strict: Severity };
  readonly breaks: readonly Party[];
  /** The finding code of the imported system, where it has one. */
  readonly legacyCode?: string;
  /** True unless told; false where no waiver may cover it, because nothing that rests on the input could be judged. */
  readonly waivable?: boolean;
  /** Which inputs the rule is for; all where absent. The engine asks it before `check`. */
  readonly scope?: Scope<Input>;
  /** A smallest example for `assay explain`. */
  readonly example: { readonly fails: string; readonly passes: string };
  /** Yields in any order; the engine sorts. */
  check(input: Input): Iterable<RuleHit>;
}

/** Declares a rule; only there so that the compiler checks it where it is written. */
export function defineRule<Input>(rule: Rule<Input>): Rule<Input> {
  return rule;
}
