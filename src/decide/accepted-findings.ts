import type { CertifiedAcceptedFindings, CertifiedFinding } from '../formats/generated/certification.ts';
import type { PolicyKnobs } from '../formats/generated/policy.ts';
import { ACCEPTED_RULES } from './accepted-rules.ts';
import { daysBetween } from './instant.ts';
import type { RunIdentity } from './observation.ts';
import { findingOf, type RuleDoc } from './rule-doc.ts';

/**
 * What is said of a list of accepted findings: why it does not hold, that it ends soon, what of it can be removed.
 * @param needed something blocks, so that a list that does not hold matters
 */
export function aboutAccepted(
  shown: CertifiedAcceptedFindings,
  run: RunIdentity,
  knobs: PolicyKnobs,
  needed: boolean,
): CertifiedFinding[] {
  const { path, state, explanation, expiresAt, units, digest = path } = shown;
  const say = (doc: RuleDoc, message: string, key: readonly string[], unit?: string): CertifiedFinding => ({
    ...findingOf(doc, { message, location: { path }, key: [...key] }),
    ...(unit === undefined ? {} : { unit }),
    blocks: false,
  });
  if (state !== 'valid') {
    const finding = say(ACCEPTED_RULES[state], `${path} ${explanation}`, [digest]);
    return [needed ? finding : { ...finding, severity: 'warning' }];
  }
  const within = knobs.expiringWithinDays ?? 7;
  const ends = expiresAt !== undefined && daysBetween(run.now, expiresAt) <= within;
  const expiring = `${path} ends at ${expiresAt ?? ''}, within ${within} days; ${shown.accepted} accepted findings block from then on`;
  return [
    ...(ends ? [say(ACCEPTED_RULES.expiring, expiring, [digest])] : []),
    ...units.flatMap(({ unit, vanished }) =>
      vanished.length === 0
        ? []
        : [
            say(
              ACCEPTED_RULES.vanished,
              `${vanished.length} accepted findings of ${unit} are found no more`,
              [unit, ...vanished],
              unit,
            ),
          ],
    ),
  ];
}
