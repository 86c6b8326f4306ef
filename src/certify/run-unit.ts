import { EVIDENCE_RULES } from '../decide/evidence-rules.ts';
import { attempt } from './attempt.ts';
import type { PlannedRun } from './plan.ts';
import { type UnitResult, unread } from './runner.ts';

/** Judges one unit. A thing that turns out to be unreadable while it is judged is an answer; a bug stays a bug. */
export async function runUnit({ unit, options }: PlannedRun): Promise<UnitResult> {
  const result = await attempt(() => unit.judge(options));
  return result.ok ? result.value : unread(EVIDENCE_RULES.inputUnreadable, result.error);
}
