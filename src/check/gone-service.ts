import { quote } from '../model/quote.ts';
import type { DiffHit, DiffInput } from './diff-rule.ts';
import { mostPromised, unlawfullyGone, type WholeService } from './service-moves.ts';

/** One hit for a whole service: its methods and events are its children and are not told again. */
export function goneServiceHit(service: WholeService, input: DiffInput): DiffHit {
  const { identity, side, members, otherMajor } = service;
  const unlawful = unlawfullyGone(service, input);
  const lawful = members.length > 0 && unlawful.length === 0;
  const other = otherMajor === undefined ? '' : `; ${quote(otherMajor)} is there`;
  return {
    subject: { kind: 'service', identity },
    message: `service ${quote(identity)} is gone${lawful ? ', as announced' : ''}${other}`,
    location: input.baseline.locate(side.pointer),
    stability: mostPromised(unlawful),
    children: members.map((member) => member.identity),
    ...(lawful ? { severity: 'note' } : {}),
  };
}
