import type { Finding } from '../model/finding.ts';
import type { Change } from './change.ts';

/** A finding's message is one line. */
const MOST_REASONS = 3;

/** A change as a finding: what other rules hold against it, and who uses what changed, stand in its message. */
export function changeFinding(change: Change): Finding {
  const { ruleId, legacyCode, severity, message, help, location, fingerprint, waivable } = change;
  const { because = [], impact = [] } = change;
  const more = [
    ...because.slice(0, MOST_REASONS).map((reason) => `because ${reason.message}`),
    ...(because.length > MOST_REASONS ? [`and ${because.length - MOST_REASONS} more of the same cause`] : []),
    ...(impact.length === 0 ? [] : [`may be used by ${impact.join(', ')}`]),
  ];
  return {
    ruleId,
    ...(legacyCode === undefined ? {} : { legacyCode }),
    severity,
    message: [message, ...more].join('; '),
    help,
    location,
    fingerprint,
    ...(waivable ? {} : { waivable: false }),
  };
}
