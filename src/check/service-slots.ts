import type { ServiceEvent, ServiceMethod, UserSchema } from '../contract/model.ts';
import type { DiffInput, Subject } from './diff-rule.ts';
import { perInput } from './per-input.ts';
import { type SchemaSlot, type ShiftedSlot, shiftedSlots } from './schema-hits.ts';
import { type ContinuedTarget, continuedMethods, serviceMoves } from './service-moves.ts';

/** A schema of a method or an event. */
export interface ServiceSlot extends SchemaSlot {
  /** Apps implemented the method or emitted the event already in the baseline, so that a change can break them. */
  readonly byApp: boolean;
}

/** A slot of a service whose schema shifted. */
export interface ServiceShift extends ShiftedSlot {
  readonly slot: ServiceSlot;
}

/** Every input, output and error schema of the methods that live on. */
export const methodSlots = perInput((input: DiffInput): readonly ServiceSlot[] =>
  continuedMethods(input).flatMap((method) => [
    slot(
      input,
      method,
      'method',
      'input',
      (item) => item.input,
      (item) => item.examples?.input,
    ),
    slot(
      input,
      method,
      'method',
      'output',
      (item) => item.output,
      (item) => item.examples?.output,
    ),
    ...sharedErrors(method).map((code) =>
      slot(
        input,
        method,
        'method',
        `error ${code}`,
        (item) => errorSchema(item, code),
        () => undefined,
      ),
    ),
  ]),
);

/** The payload schemas of the events that live on. */
export const eventSlots = perInput((input: DiffInput): readonly ServiceSlot[] =>
  serviceMoves(input).events.map((event) =>
    slot(
      input,
      event,
      'event',
      'payload',
      (item) => item.payload,
      (item) => item.examples,
    ),
  ),
);

/** Methods whose schemas accept other instances than before, or may. */
export const methodShifts = perInput((input: DiffInput) => shifts(methodSlots(input), input));

/** Events whose payloads accept other instances than before, or may. */
export const eventShifts = perInput((input: DiffInput) => shifts(eventSlots(input), input));

function shifts(slots: readonly ServiceSlot[], { schemas }: DiffInput): readonly ServiceShift[] {
  const own = new Map<SchemaSlot, ServiceSlot>(slots.map((one) => [one, one]));
  return shiftedSlots(slots, schemas).flatMap((shifted) => {
    const found = own.get(shifted.slot);
    return found === undefined ? [] : [{ ...shifted, slot: found }];
  });
}

function slot<Item extends ServiceMethod | ServiceEvent>(
  input: DiffInput,
  { identity, baseline, current }: ContinuedTarget<Item>,
  kind: Subject['kind'],
  part: string,
  schemaOf: (item: Item) => UserSchema | undefined,
  examplesOf: (item: Item) => readonly unknown[] | undefined,
): ServiceSlot {
  const { item } = baseline;
  return {
    subject: { kind, identity },
    part,
    role: part === 'input' ? 'input' : 'output',
    baseline: schemaOf(item),
    current: schemaOf(current.item),
    examples: [...(examplesOf(item) ?? []), ...(examplesOf(current.item) ?? [])],
    stability: item.stability,
    byApp: ('payload' in item ? item.emittedBy : item.implementedBy) === 'app',
    locate: () => input.current.locate(`${current.pointer}/${placeOf(current.item, part)}`),
  };
}

function placeOf(item: ServiceMethod | ServiceEvent, part: string): string {
  if (!('errors' in item) || !part.startsWith('error ')) return part;
  return `errors/${(item.errors ?? []).findIndex(({ code }) => part === `error ${code}`)}/schema`;
}

/** Codes of errors that both sides describe; one that came or went has rules of its own. */
function sharedErrors({ baseline, current }: ContinuedTarget<ServiceMethod>): string[] {
  const codes = new Set((baseline.item.errors ?? []).map(({ code }) => code));
  return (current.item.errors ?? []).map(({ code }) => code).filter((code) => codes.has(code));
}

function errorSchema({ errors = [] }: ServiceMethod, wanted: string): UserSchema | undefined {
  return errors.find(({ code }) => code === wanted)?.schema;
}
