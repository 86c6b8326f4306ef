import type { Severity } from '../model/finding.ts';
import { listed } from '../model/listed.ts';
import type { DiffHit } from './diff-rule.ts';
import { promise } from './promise.ts';
import type { SchemaComparer, SchemaKind, SchemaRole } from './schema-comparer.ts';
import { isTyped, type SchemaSlot, shiftedSlots } from './schema-hits.ts';

/** Written otherwise and nothing more. */
const SILENT: ReadonlySet<string> = new Set(['refactor-only', 'annotation-changed']);

/** What remarks of a schema mean to a consumer though they accept the same instances; a note where nothing is said. */
const MEANING: Readonly<Record<string, Partial<Record<SchemaRole, Severity>>>> = {
  'content-changed': { input: 'warning', output: 'warning' },
  // AIP-180: what is not sent means something else now.
  'default-added': { input: 'warning' },
  'default-changed': { input: 'warning' },
  'default-removed': { input: 'warning' },
  'discriminator-changed': { input: 'error', output: 'error' },
  'readonly-set': { input: 'error' },
  'writeonly-set': { output: 'error' },
};

const ORDER: readonly Severity[] = ['error', 'warning', 'note'];

/**
 * A schema that differs in what no inclusion shows: defaults, read-only members and the like, and members that the
 * content model lets come and go. Differences that a shift of the schema tells already are left out.
 */
export function meaningHits(slots: Iterable<SchemaSlot>, schemas: SchemaComparer): DiffHit[] {
  return [...slots].flatMap((slot) => {
    if (!isTyped(slot.baseline) || !isTyped(slot.current)) return [];
    const change = schemas.compare(slot.baseline, slot.current, slot.role, slot.examples);
    if (change === undefined) return [];
    const isShifted = shiftedSlots([slot], schemas).length > 0;
    const kinds = change.kinds.filter(
      (kind) => !SILENT.has(kind.kind) && (!isShifted || severityOf(kind, slot.role) !== 'note'),
    );
    return kinds.length === 0 ? [] : [meaningHit(slot, kinds, schemas)];
  });
}

function meaningHit(slot: SchemaSlot, kinds: readonly SchemaKind[], schemas: SchemaComparer): DiffHit {
  const { subject, part, role, stability } = slot;
  const worst = ORDER.find((severity) => kinds.some((kind) => severityOf(kind, role) === severity)) ?? 'note';
  const words = listed(
    kinds.map((kind) => kind.words),
    '; ',
  );
  return {
    subject,
    part,
    message: `the ${part} of ${subject.identity} ${worst === 'note' ? 'is written otherwise' : 'means something else'}: ${words}`,
    location: slot.locate(),
    before: schemas.digest(slot.baseline),
    after: schemas.digest(slot.current),
    stability,
    severity: lessened(worst, promise(stability)),
    contentModel: schemas.mode(role),
    schemaKinds: kinds,
    ...(worst === 'note' ? { breaks: [] } : {}),
  };
}

function severityOf({ kind }: SchemaKind, role: SchemaRole): Severity {
  return MEANING[kind]?.[role] ?? 'note';
}

/** An experiment promises a step less; what is not for apps promises nothing. */
function lessened(severity: Severity, promised: 0 | 1 | 2): Severity {
  if (promised === 0) return 'note';
  return promised === 1 ? (ORDER[ORDER.indexOf(severity) + 1] ?? 'note') : severity;
}
