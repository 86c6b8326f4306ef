import { isChain, type ReadAccepted } from '../decide/accepted.ts';
import type { ReadRegister } from '../decide/approval.ts';
import type { Observation } from '../decide/observation.ts';
import { PREVIOUS_RULES } from '../decide/previous-rules.ts';
import type { AcceptedFloor, RegisterFloor } from '../formats/generated/trust.ts';
import { blocker } from './moved-backward.ts';
import type { RunTrust } from './read-trust.ts';

/** What the floors of a trust document are held against. */
export interface Standing {
  readonly release: string;
  readonly platform: string;
  readonly register: ReadRegister | undefined;
  readonly accepted: ReadAccepted | undefined;
}

/**
 * What the trust document says has been signed already, and is not there or was begun anew. Each blocks, and no waiver
 * covers it: unlike an earlier certification, nobody has to remember to name it.
 */
export function belowFloor(trust: RunTrust | undefined, now: Standing): Observation[] {
  if (trust === undefined) return [];
  const { release, platform, register, accepted } = now;
  const path = register?.location.path ?? trust.path;
  return [
    ...registersBelow(trust, release, register).map((reason) =>
      blocker(PREVIOUS_RULES.registerBelowFloor, path, reason),
    ),
    ...acceptedFloors(trust, platform).flatMap((floor) => otherAccepted(floor, accepted, trust.path)),
  ];
}

/** Why the register of a release is below each floor that it is below, in whole sentences. */
export function registersBelow(trust: RunTrust | undefined, release: string, read: ReadRegister | undefined): string[] {
  return (trust?.floors?.registers ?? []).flatMap((floor) => {
    const fault = floor.releaseId === release ? registerFault(floor, read) : undefined;
    if (fault === undefined) return [];
    return [
      `${trust?.path} says that the register of waivers of ${release} has sequence ${floor.sequence} or more, and ${fault}`,
    ];
  });
}

/** The floors under the accepted findings of a platform. */
export function acceptedFloors(trust: RunTrust, platform: string): AcceptedFloor[] {
  return (trust.floors?.acceptedFindings ?? []).filter((floor) => floor.platform === platform);
}

/** What is to be written into a trust document, so that what was signed is not begun anew. */
export function floorLine(
  { path }: RunTrust,
  member: 'registers' | 'acceptedFindings',
  floor: RegisterFloor | AcceptedFloor,
): string {
  return `the floor for floors.${member} of ${path}: ${JSON.stringify(floor)}`;
}

function registerFault(floor: RegisterFloor, read: ReadRegister | undefined): string | undefined {
  if (read === undefined) return 'there is none';
  if (!('register' in read)) return 'there is none that can be believed';
  const { releaseId, sequence } = read.register;
  if (releaseId !== floor.releaseId) return `there is only one of release ${releaseId}`;
  if (sequence < floor.sequence) return `it is ${sequence}`;
  return sequence === floor.sequence && read.digest !== floor.digest ? 'another one has that sequence' : undefined;
}

/** No list at all lets nothing pass, and neither does one that is not believed. */
function otherAccepted(
  { sequence, digest, platform }: AcceptedFloor,
  accepted: ReadAccepted | undefined,
  path: string,
): Observation[] {
  if (accepted === undefined || !isChain(accepted) || accepted.chain[sequence - 1] === digest) return [];
  const { path: file } = accepted.location;
  const reason = `${path} says that list ${sequence} of ${platform} is ${digest}, and ${file} does not go on with it`;
  return [blocker(PREVIOUS_RULES.acceptedBelowFloor, file, reason)];
}
