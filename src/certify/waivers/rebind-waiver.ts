import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import type { Waiver } from '../../formats/generated/waiver.ts';
import { usageError } from '../../model/errors.ts';
import type { Finding } from '../../model/finding.ts';
import { lintWaiver } from './lint-waivers.ts';
import type { WaiverRun } from './waiver-run.ts';

/** The next revision of a waiver, or what keeps it from being one. */
export interface Rebound {
  readonly waiver: Waiver;
  /** Errors among them say that it can't be rebound: something else is found now than what was accepted. */
  readonly findings: readonly Finding[];
}

/**
 * The next revision of a waiver for the candidate that lies here now: the same findings, words and end. It is another
 * document, and nobody has approved it.
 * @throws AssayError waiver-not-bound (usage) where it names no candidate or this very one
 */
export function reboundWaiver(run: WaiverRun, one: KnownWaiver): Rebound {
  const { certification, decided } = run;
  const { waiver } = one;
  const here = certification.candidate.digest;
  const bound = waiver.release.candidateDigest;
  if (bound === undefined || bound === here)
    throw usageError(
      'waiver-not-bound',
      bound === undefined
        ? `${waiver.id} names no candidate, it holds for any of its release`
        : `${waiver.id} is for this candidate already: ${here}`,
      'there is nothing to rebind; `assay waiver show` says how it stands',
    );
  const next: Waiver = {
    ...waiver,
    revision: waiver.revision + 1,
    release: { ...waiver.release, candidateDigest: here },
    requestedAt: decided.run.now,
  };
  const read = { location: one.location, digest: one.digest, waiver: next };
  const findings = lintWaiver(run, read, true, decided.waivers.filter(isKnown));
  // What does not block any more was accepted for another build: the same findings are the same, not fewer.
  const strict = findings.map(
    (each): Finding => (each.ruleId === 'waiver/idle-finding' ? { ...each, severity: 'error' } : each),
  );
  return { waiver: next, findings: strict };
}
