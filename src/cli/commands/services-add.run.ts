import { basename, join } from 'node:path';
import type { BrokerCatalog, TargetKind } from '../../broker/catalog-model.ts';
import { addConsumed, type Consumption } from '../../broker/edit-consumes.ts';
import { parseTarget, suggestTarget, targetFault } from '../../broker/target.ts';
import type { ConsumedTarget } from '../../check/consumed-targets.ts';
import { fetchCatalog } from '../../check/fetch-broker-catalog.ts';
import { readCatalogAt } from '../../check/read-broker-catalog.ts';
import { readServicesApp } from '../../check/read-services-app.ts';
import type { ServicesChange } from '../../formats/generated/services-change.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { nearest } from '../../model/nearest.ts';
import { quote } from '../../model/quote.ts';
import { brokerSource, FETCH_LIMITS } from '../broker-source.ts';
import type { Args, Context, Handler } from '../command.ts';
import { servicesChangeText } from '../services-text.ts';

/** Adds targets to a manifest. Nothing is written where one of them is unknown. */
export const run: Handler = async (args, context) => {
  const { file: folder, shown } = context.resolve(args.string('app') ?? '.');
  const { palette, input } = readServicesApp(folder, shown);
  const catalog = await catalogOf(args, context);
  const file = join(folder, basename(palette.path));
  let text = Buffer.from(readFileBytes(file, palette.path, SIZE.manifest, { replaceable: true })).toString('utf8');
  const targets: ServicesChange['targets'] = [];
  for (const target of args.positionals) {
    const kind = kindOf(target, args.boolean('event'), catalog);
    refuseOtherList(target, kind, input.consumed, catalog);
    const added = addConsumed(text, { ...options(args), target, kind });
    targets.push({ target, kind, state: added === undefined ? 'unchanged' : 'added' });
    text = added ?? text;
  }
  const isNew = targets.some(({ state }) => state === 'added');
  if (isNew) writeFileAtomic(file, text, palette.path, { keepMode: true });
  const report: ServicesChange = {
    kind: 'assay.services-change',
    schemaVersion: 1,
    targets,
    written: isNew ? [input.app.path] : [],
  };
  return { exit: EXIT.ok, json: report, text: (style) => servicesChangeText(report, style) };
};

function options(args: Args): Pick<Consumption, 'required' | 'reason'> {
  const reason = args.string('reason');
  return { required: !args.boolean('optional'), ...(reason === undefined ? {} : { reason }) };
}

async function catalogOf(args: Args, context: Context): Promise<BrokerCatalog | undefined> {
  const source = await brokerSource(args, context);
  if (source === undefined) return undefined;
  return source.from === 'path'
    ? readCatalogAt(source.file, source.shown)
    : fetchCatalog(source, { limits: FETCH_LIMITS });
}

/** What a target is. @throws AssayError target-malformed, target-unknown, target-kind (usage) */
function kindOf(target: string, isEvent: boolean, catalog: BrokerCatalog | undefined): TargetKind {
  const known = catalog?.entries.map((entry) => entry.target) ?? [];
  const near = suggestTarget(target, known);
  const hint =
    near === undefined
      ? 'write <namespace>/v<major>#<name>, as `assay services list` shows it'
      : `did you mean ${quote(near)}?`;
  if (parseTarget(target) === undefined)
    throw usageError('target-malformed', `${quote(target)} ${targetFault(target) ?? 'is no target'}`, hint);
  if (catalog === undefined) return isEvent ? 'event' : 'method';
  const kinds = catalog.entries.filter((entry) => entry.target === target).map(({ kind }) => kind);
  const [first] = kinds;
  if (first === undefined)
    throw usageError('target-unknown', `${quote(target)} is not in ${catalog.path}`, unknownHint(target, known));
  if (isEvent && !kinds.includes('event'))
    throw usageError('target-kind', `${quote(target)} is a method`, 'leave out --event');
  return isEvent ? 'event' : kinds.includes('method') ? 'method' : 'event';
}

/** One target is one thing, but where the catalog says that it is both. */
function refuseOtherList(
  target: string,
  kind: TargetKind,
  consumed: readonly ConsumedTarget[],
  catalog: BrokerCatalog | undefined,
): void {
  const other = consumed.find((entry) => entry.target === target && entry.kind !== kind);
  const isBoth =
    new Set(catalog?.entries.filter((entry) => entry.target === target).map((entry) => entry.kind)).size > 1;
  if (other === undefined || isBoth) return;
  throw usageError(
    'target-in-other-list',
    `${quote(target)} is consumed as ${other.kind === 'event' ? 'an event' : 'a service'} already`,
    `take it out of consumes.${other.kind === 'event' ? 'events' : 'services'} of the manifest, or add it as what it is`,
  );
}

/** A target of the right form is mended to itself: only its spelling is left to be wrong. */
function unknownHint(target: string, known: readonly string[]): string {
  const near = nearest(target, known);
  return near === undefined ? '`assay services list` shows what there is' : `did you mean ${quote(near)}?`;
}
