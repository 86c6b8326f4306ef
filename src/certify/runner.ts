import type { Severities } from '../check/severities.ts';
import type { RuleDoc } from '../decide/rule-doc.ts';
import type { Target, TargetFidelity } from '../formats/generated/evidence.ts';
import type { PolicyRequirement } from '../formats/generated/policy.ts';
import type { AssayError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Platform } from './platform.ts';

/** One thing that a runner would judge, before anything is judged. */
export interface RunnerUnit {
  readonly target?: Target;
  /** Paths of the artifacts that it is about. */
  readonly subjects: readonly string[];
  /** Paths of everything that the answer depends on. */
  readonly inputs: readonly string[];
  judge(options: RunnerOptions): UnitResult | Promise<UnitResult>;
}

export interface RunnerOptions {
  readonly strict: boolean;
  readonly requireApiMetadata: boolean;
  /** Severities of rules of a comparison that the policy sets. */
  readonly severities: Severities;
}

/** What was found, or why nobody could look. */
export type UnitResult =
  | {
      readonly kind: 'judged';
      /** How many things were judged; never zero for a pass. */
      readonly checks: number;
      readonly findings: readonly Finding[];
      /** The strict verifier found errors. */
      readonly strictVerifierFailed?: boolean;
      /** Facts for reports. */
      readonly annotations?: Readonly<Record<string, string | number | boolean>>;
      /** Of clients: what schemas demand and no type says. */
      readonly fidelity?: readonly TargetFidelity[];
    }
  | {
      readonly kind: 'unread';
      /** The rule that says what it means for this evidence that the thing can't be read. */
      readonly rule: RuleDoc;
      readonly error: AssayError;
    };

/** Makes the evidence of one kind of requirement from a platform. */
export interface Runner {
  readonly name: Exclude<PolicyRequirement['run'], 'evidence' | 'exec'>;
  /** The rules that it judges by, besides those of the gate. */
  readonly rules: readonly RuleDoc[];
  /** One unit per thing to judge; none where the platform has no such thing. */
  units(platform: Platform): readonly RunnerUnit[];
}

/** The answer where a thing can't be read. */
export function unread(rule: RuleDoc, error: AssayError): UnitResult {
  return { kind: 'unread', rule, error };
}
