import type { DecideInput } from '../decide/decide.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { Plan } from '../formats/generated/plan.ts';
import type { Policy } from '../formats/generated/policy.ts';
import type { RunTrust } from './read-trust.ts';
import type { WaiverFile } from './read-waivers.ts';

/** A certification with what it was decided from, for whoever asks what else would be decided. */
export interface CertifiedRun {
  readonly certification: Certification;
  readonly decided: DecideInput;
  /** Every file of the waivers folder. */
  readonly waivers: readonly WaiverFile[];
  readonly trust: RunTrust | undefined;
  /** The lines of the accepted findings. */
  readonly accepted: readonly string[];
  readonly policy: Policy;
  readonly plan: Plan;
}
