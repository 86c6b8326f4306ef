import type { DiffHit, DiffInput } from './diff-rule.ts';
import { isTyped, type SchemaSlot } from './schema-hits.ts';

/** A slot of which one side says nothing: it has a schema for the first time, or none any more. */
export interface TypingChange<Slot extends SchemaSlot> {
  readonly slot: Slot;
  readonly hit: DiffHit;
}

/** Slots that have a schema where they had none (`added`), or have none where they had one (`removed`). */
export function typingChanges<Slot extends SchemaSlot>(
  slots: readonly Slot[],
  { schemas }: DiffInput,
  direction: 'added' | 'removed',
): TypingChange<Slot>[] {
  return slots.flatMap((slot): TypingChange<Slot>[] => {
    const [before, after] = [isTyped(slot.baseline), isTyped(slot.current)];
    if (before === after || after !== (direction === 'added')) return [];
    const change = schemas.compare(slot.baseline, slot.current, slot.role, slot.examples);
    if (change === undefined) return [];
    const broken = direction === 'added' ? change.widensOrKeeps : change.narrowsOrKeeps;
    if (broken.verdict === 'safe') return [];
    const { subject, part, role, stability } = slot;
    const words =
      direction === 'added' ? 'has a schema now, and was anything' : 'may be anything now, and had a schema';
    const hit: DiffHit = {
      subject,
      part,
      message: `the ${part} of ${subject.identity} ${words}`,
      location: slot.locate(),
      before: schemas.digest(slot.baseline),
      after: schemas.digest(slot.current),
      stability,
      contentModel: schemas.mode(role),
      ...(broken.verdict === 'break' && broken.witness ? { witness: broken.witness } : {}),
    };
    return [{ slot, hit }];
  });
}
