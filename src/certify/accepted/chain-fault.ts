import { instantMs } from '../../decide/instant.ts';
import { unitKey, unitName } from '../../decide/unit.ts';
import type { AcceptedFindings } from '../../formats/generated/accepted-findings.ts';

/** What a list contradicts in itself or in the one before; `grown` is what nobody may add. */
export interface ChainFault {
  readonly state: 'malformed' | 'grown';
  /** In words that follow the list's name. */
  readonly reason: string;
}

/** A list with the digest of its RFC 8785 form. */
export interface DigestedList {
  readonly list: AcceptedFindings;
  readonly digest: string;
}

/**
 * The first thing in a list that the list before it, or the list itself, forbids: each is a part of the one before, says
 * the same of what it is, and ends no later.
 */
export function chainFault({ list }: DigestedList, before: DigestedList | undefined): ChainFault | undefined {
  return ownFault(list) ?? linkFault(list, before) ?? (before ? growth(list, before.list) : undefined);
}

function ownFault(list: AcceptedFindings): ChainFault | undefined {
  for (const instant of [list.acceptedAt, list.issuedAt, list.expiresAt])
    if (instantMs(instant) === undefined) return malformed(`names a day that no calendar has: ${instant}`);
  if (list.expiresAt <= list.issuedAt) return malformed(`ends at ${list.expiresAt}, and is of ${list.issuedAt}`);
  const units = list.units.map(unitKey);
  if (new Set(units).size < units.length) return malformed('lists a unit twice');
  const twice = list.units.find(
    ({ findings }) => new Set(findings.map(({ fingerprint }) => fingerprint)).size < findings.length,
  );
  return twice === undefined ? undefined : malformed(`lists a finding of ${unitName(twice)} twice`);
}

function linkFault(list: AcceptedFindings, before: DigestedList | undefined): ChainFault | undefined {
  const sequence = (before?.list.sequence ?? 0) + 1;
  if (list.sequence !== sequence) return malformed(`has the sequence ${list.sequence} in the place of ${sequence}`);
  if (list.previous !== before?.digest)
    return malformed(
      before === undefined
        ? `follows ${list.previous ?? ''}, which is not there`
        : `follows ${list.previous ?? 'nothing'}, and the list before is ${before.digest}`,
    );
  if (before === undefined)
    return list.acceptedAt === list.issuedAt
      ? undefined
      : malformed(`is the first, of ${list.issuedAt}, and says that it began at ${list.acceptedAt}`);
  for (const member of ['platform', 'mode', 'acceptedAt', 'requestedBy'] as const)
    if (list[member] !== before.list[member])
      return malformed(`has the ${member} ${list[member]}, and the list before has ${before.list[member]}`);
  if (list.issuedAt < before.list.issuedAt)
    return malformed(`is of ${list.issuedAt}, and the list before is of ${before.list.issuedAt}`);
  return undefined;
}

function growth(list: AcceptedFindings, before: AcceptedFindings): ChainFault | undefined {
  if (list.expiresAt > before.expiresAt)
    return { state: 'grown', reason: `ends at ${list.expiresAt}, and the list before ended at ${before.expiresAt}` };
  const findings = new Map(
    before.units.flatMap((unit) => unit.findings.map((one) => [`${unitKey(unit)} ${one.fingerprint}`, one] as const)),
  );
  for (const unit of list.units)
    for (const { fingerprint, count, severity = 'error' } of unit.findings) {
      const one = findings.get(`${unitKey(unit)} ${fingerprint}`);
      const worse = severity === 'error' && one?.severity === 'warning';
      if (one === undefined || count > one.count || worse)
        return {
          state: 'grown',
          reason: `lists ${fingerprint} of ${unitName(unit)} ${count} times${worse ? ' as an error' : ''}, which the list before does not`,
        };
    }
  return undefined;
}

function malformed(reason: string): ChainFault {
  return { state: 'malformed', reason };
}
