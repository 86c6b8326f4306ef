import type { Stability, UserSchema } from '../contract/model.ts';
import type { Location } from '../model/finding.ts';
import { listed } from '../model/listed.ts';
import type { DiffHit, Subject } from './diff-rule.ts';
import type { Inclusion, SchemaChange, SchemaComparer, SchemaRole } from './schema-comparer.ts';

/** A place of a contract that holds a schema, on both sides. A schema that is not there accepts everything. */
export interface SchemaSlot {
  readonly subject: Subject;
  /** Which schema of the subject: `request`, `output`, `error not-found`. */
  readonly part: string;
  readonly role: SchemaRole;
  readonly baseline: UserSchema | undefined;
  readonly current: UserSchema | undefined;
  /** Instances that the contract shows; tried first as witnesses. */
  readonly examples?: readonly unknown[];
  readonly stability: Stability;
  locate(): Location;
}

/** Accepts less than before, accepts more, or some of each. */
export type Shift = 'narrowed' | 'widened' | 'incomparable';

/** A slot whose schema accepts other instances than before, or may. */
export interface ShiftedSlot<Slot extends SchemaSlot = SchemaSlot> {
  readonly slot: Slot;
  readonly shift: Shift;
  readonly change: SchemaChange;
  /** Whether what matters to the consumer was neither proved nor disproved. */
  readonly undecided: boolean;
}

/** Whether a schema says anything: `true`, `{}` and none at all accept everything. */
export function isTyped(schema: UserSchema | undefined): boolean {
  return typeof schema === 'object' ? Object.keys(schema).length > 0 : schema === false;
}

/** Slots of which both sides are typed and the schema accepts other instances now, or may. */
export function shiftedSlots<Slot extends SchemaSlot>(
  slots: Iterable<Slot>,
  schemas: SchemaComparer,
): ShiftedSlot<Slot>[] {
  const found: ShiftedSlot<Slot>[] = [];
  for (const slot of slots) {
    if (!isTyped(slot.baseline) || !isTyped(slot.current)) continue;
    const change = schemas.compare(slot.baseline, slot.current, slot.role, slot.examples);
    if (change === undefined) continue;
    const shifted = shiftOf(slot, change);
    if (shifted !== undefined) found.push({ slot, change, ...shifted });
  }
  return found;
}

/** The consumer sends inputs, so narrowing one breaks it; it reads outputs, so widening one does. */
function shiftOf({ role }: SchemaSlot, change: SchemaChange): Pick<ShiftedSlot, 'shift' | 'undecided'> | undefined {
  const { widensOrKeeps, narrowsOrKeeps } = change;
  const [consumer, provider] = role === 'input' ? [widensOrKeeps, narrowsOrKeeps] : [narrowsOrKeeps, widensOrKeeps];
  const [consumerShift, providerShift]: readonly Shift[] =
    role === 'input' ? ['narrowed', 'widened'] : ['widened', 'narrowed'];
  if (consumerShift === undefined || providerShift === undefined) return undefined;
  const undecided = (inclusion: Inclusion): boolean => inclusion.verdict === 'undecided';
  if (consumer.verdict === 'safe')
    return provider.verdict === 'safe' ? undefined : { shift: providerShift, undecided: undecided(provider) };
  if (provider.verdict === 'break') return { shift: 'incomparable', undecided: undecided(consumer) };
  return { shift: consumerShift, undecided: undecided(consumer) };
}

const WORDS: Readonly<Record<Shift, readonly [string, string]>> = {
  narrowed: ['accepts less than before', 'may accept less than before'],
  widened: ['accepts more than before', 'may accept more than before'],
  incomparable: ['accepts other instances than before', 'may accept other instances than before'],
};

/** What a rule yields for a slot: the words, the digests that the fingerprint is made of, and the witness. */
export function schemaHit({ slot, shift, change, undecided }: ShiftedSlot, schemas: SchemaComparer): DiffHit {
  const { subject, part, role, stability } = slot;
  const [sure, unsure] = WORDS[shift];
  const kinds = change.kinds.map(({ words }) => words);
  const where = kinds.length === 0 ? '' : `: ${listed(kinds, '; ')}`;
  return {
    subject,
    part,
    message: `the ${part} of ${subject.identity} ${undecided ? unsure : sure}${where}${undecided ? `; ${reasonOf(shift, role, change)}` : ''}`,
    location: slot.locate(),
    before: schemas.digest(slot.baseline),
    after: schemas.digest(slot.current),
    stability,
    contentModel: schemas.mode(role),
    ...(undecided ? { undecided } : {}),
    ...witnessesOf(shift, role, change),
    ...(change.kinds.length === 0 ? {} : { schemaKinds: change.kinds }),
  };
}

/** The inclusion that the shift denies. */
function broken(shift: Shift, role: SchemaRole, { widensOrKeeps, narrowsOrKeeps }: SchemaChange): Inclusion {
  if (shift === 'narrowed') return widensOrKeeps;
  if (shift === 'widened') return narrowsOrKeeps;
  return role === 'input' ? widensOrKeeps : narrowsOrKeeps;
}

function witnessesOf(shift: Shift, role: SchemaRole, change: SchemaChange): Pick<DiffHit, 'witness' | 'secondWitness'> {
  const first = broken(shift, role, change);
  const second = shift !== 'incomparable' ? undefined : role === 'input' ? change.narrowsOrKeeps : change.widensOrKeeps;
  return {
    ...(first.verdict === 'break' && first.witness ? { witness: first.witness } : {}),
    ...(second?.verdict === 'break' && second.witness ? { secondWitness: second.witness } : {}),
  };
}

function reasonOf(shift: Shift, role: SchemaRole, change: SchemaChange): string {
  const inclusion = broken(shift, role, change);
  return inclusion.verdict === 'undecided' ? inclusion.reason : 'one direction is undecided';
}
