import type { Finding } from '../model/finding.ts';
import type { Change } from './change.ts';

/** A change as a finding: what other rules hold against it, and who uses what changed, stand in its message. */
export function changeFinding(change: Change): Finding {
  const { ruleId, legacyCode, severity, message, help, location, fingerprint, waivable } = change;
  const { because = [], impact = [] } = change;
  const more = [
    ...because.map((reason) => `because ${reason.message}`),
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
