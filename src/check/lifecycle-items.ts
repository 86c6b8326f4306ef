import type { Capability, Deprecation, Endpoint, ServiceEvent, ServiceMethod, Stability } from '../contract/model.ts';
import { endpointIdentity } from '../contract/model.ts';
import { capabilityMoves, goneWithCapability } from './capability-moves.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import { continuedEndpoints, endpointMoves, endpointSubject } from './endpoint-moves.ts';
import type { Side } from './pairs.ts';
import { perInput } from './per-input.ts';
import { continuedMethods, serviceMoves, type WholeService } from './service-moves.ts';

/** What every descriptor says of its life. */
export type Living = Capability | Endpoint | ServiceMethod | ServiceEvent;

/** A descriptor that lives on. */
export interface ContinuedLife {
  readonly subject: Subject;
  readonly baseline: Side<Living>;
  readonly current: Side<Living>;
}

/** A descriptor that only one side has. */
export interface OneLife {
  readonly subject: Subject;
  readonly side: Side<Living>;
}

/** Every capability, endpoint, method and event that lives on. */
export const continuedLives = perInput((input: DiffInput): readonly ContinuedLife[] => {
  const { kept, renamed } = capabilityMoves(input);
  return [
    ...[...kept, ...renamed].map(({ baseline, current }) => ({
      subject: capabilitySubject(current.item),
      baseline,
      current,
    })),
    ...continuedEndpoints(input).map(({ baseline, current }) => ({
      subject: endpointSubject(current.item),
      baseline,
      current,
    })),
    ...continuedMethods(input).map(({ identity, baseline, current }) => ({
      subject: { kind: 'method' as const, identity },
      baseline,
      current,
    })),
    ...serviceMoves(input).events.map(({ identity, baseline, current }) => ({
      subject: { kind: 'event' as const, identity },
      baseline,
      current,
    })),
  ];
});

/** Everything that is new, members of new services too. */
export const newLives = perInput((input: DiffInput): readonly OneLife[] => {
  const { addedMethods, addedEvents, addedServices } = serviceMoves(input);
  return [
    ...capabilityMoves(input).added.map((side) => ({ subject: capabilitySubject(side.item), side })),
    ...endpointMoves(input).added.map((side) => ({ subject: endpointSubject(side.item), side })),
    ...addedMethods.map(({ identity, side }) => ({ subject: { kind: 'method' as const, identity }, side })),
    ...addedEvents.map(({ identity, side }) => ({ subject: { kind: 'event' as const, identity }, side })),
    ...addedServices.flatMap(({ members }) => members.map(memberLife)),
  ];
});

/** Something that is gone, with the descriptors that went with it and are not told one by one. */
export interface GoneLife {
  readonly subject: Subject;
  readonly pointer: string;
  readonly lives: readonly OneLife[];
}

/** Everything that is gone, each once: a service stands for its methods and events, a capability for the endpoints that went with it. */
export const goneLives = perInput((input: DiffInput): readonly GoneLife[] => {
  const { removedMethods, removedEvents, removedServices } = serviceMoves(input);
  const folded = new Set(
    [...goneWithCapability(input).values()].flatMap((endpoints) => [...endpoints].map(endpointIdentity)),
  );
  const endpoints = endpointMoves(input).removed.filter(({ item }) => !folded.has(endpointIdentity(item)));
  return [
    ...capabilityMoves(input).removed.map((side) => alone({ subject: capabilitySubject(side.item), side })),
    ...endpoints.map((side) => alone({ subject: endpointSubject(side.item), side })),
    ...removedMethods.map(({ identity, side }) => alone({ subject: { kind: 'method', identity }, side })),
    ...removedEvents.map(({ identity, side }) => alone({ subject: { kind: 'event', identity }, side })),
    ...removedServices.map(({ identity, side, members }) => ({
      subject: { kind: 'service' as const, identity },
      pointer: side.pointer,
      lives: members.map(memberLife),
    })),
  ];
});

/** When a descriptor was deprecated and when it goes; nulls where nothing is said. */
export function clockOf({ deprecation }: { readonly deprecation?: Deprecation | null }): {
  readonly since: number | null;
  readonly removal: number | null;
} {
  return {
    since: deprecation?.deprecatedSinceContractVersion ?? null,
    removal: deprecation?.removalContractVersion ?? null,
  };
}

/** Deprecated, or to be removed. */
export function isEnding(stability: Stability): boolean {
  return stability === 'deprecated' || stability === 'scheduled-for-removal';
}

function capabilitySubject({ name }: Capability): Subject {
  return { kind: 'capability', identity: name };
}

function memberLife({ identity, side }: WholeService['members'][number]): OneLife {
  return { subject: { kind: 'payload' in side.item ? 'event' : 'method', identity }, side };
}

function alone(life: OneLife): GoneLife {
  return { subject: life.subject, pointer: life.side.pointer, lives: [life] };
}
