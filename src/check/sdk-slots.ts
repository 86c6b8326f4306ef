import type { DiffHit, DiffInput } from './diff-rule.ts';
import { endpointSlots } from './endpoint-schemas.ts';
import { perInput } from './per-input.ts';
import { sameSchema } from './same-schema.ts';
import type { SchemaRole } from './schema-comparer.ts';
import { isTyped, type SchemaSlot } from './schema-hits.ts';
import { eventSlots, methodSlots } from './service-slots.ts';

/** Every schema that a generated client may have types of, and that is not the same on both sides of the comparison. */
export const sdkSlots = perInput((input: DiffInput): readonly SchemaSlot[] =>
  [...endpointSlots(input), ...methodSlots(input), ...eventSlots(input)].filter(
    (slot) => !sameSchema(slot.baseline, slot.current),
  ),
);

/** A property whose type in a client changes, though what is sent may not. */
export interface PropertyChange {
  readonly slot: SchemaSlot;
  readonly name: string;
  /** Where the property, or its being required, was or is; a pointer into the schema. */
  readonly pointer: string;
}

/** Properties that changed in one way, by the kind that the comparison of their schemas names. */
export function* propertyChanges(
  input: DiffInput,
  role: SchemaRole,
  kind: 'property-removed-optional' | 'required-added' | 'required-removed',
): Generator<PropertyChange> {
  for (const slot of sdkSlots(input)) {
    if (slot.role !== role || !isTyped(slot.baseline) || !isTyped(slot.current)) continue;
    const change = input.schemas.compare(slot.baseline, slot.current, role, slot.examples);
    for (const found of change?.kinds ?? []) {
      if (found.kind !== kind || found.property === undefined) continue;
      const pointer = kind === 'required-added' ? found.currentPointer : found.baselinePointer;
      yield { slot, name: found.property, pointer };
    }
  }
}

/** One hit about a property. */
export function propertyHit({ slot, name, pointer }: PropertyChange, words: string): DiffHit {
  const { subject, part, stability } = slot;
  return {
    subject,
    part: `${part} ${withoutIndexes(pointer)} ${name}`,
    message: `${JSON.stringify(name)} in the ${part} of ${subject.identity} ${words}`,
    location: slot.locate(),
    stability,
  };
}

/** `required` is a set: the place of a name in it says nothing. */
function withoutIndexes(pointer: string): string {
  return pointer.replace(/\/required\/\d+$/, '/required');
}
