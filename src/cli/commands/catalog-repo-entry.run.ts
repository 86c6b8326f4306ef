import { openBundle } from '../../bundle/read-bundle.ts';
import { entryPath, repositoryEntry } from '../../check/repository-entry.ts';
import { breaksIntegrity, verifyBundle } from '../../check/verify-bundle.ts';
import { readSnapshot } from '../../contract/read-snapshot.ts';
import { AssayError, EXIT, usageError } from '../../model/errors.ts';
import { addEntries, type NewEntry, yank } from '../../repository/entries.ts';
import { instantText } from '../../repository/policy.ts';
import { readKeeper } from '../../repository/read-keeper.ts';
import { changeRepository } from '../../repository/write-keeper.ts';
import { takeKeeperLock } from '../../repository/write-keeper-lock.ts';
import type { Args, Context, Handler } from '../command.ts';
import { keeperAlone } from '../keeper-alone.ts';
import { repositoryStatusText } from '../repository-text.ts';

/** Lists bundles, or yanks them. */
export const run: Handler = keeperAlone(takeKeeperLock, async (args, context) => {
  const place = context.resolve(args.string('repository') ?? '');
  const now = await context.now();
  const keeper = readKeeper(place.file, place.shown, now);
  const role = args.string('role') ?? '';
  const yanked = args.strings('yank');
  if (yanked.length + args.strings('bundle').length === 0)
    throw usageError('entry-empty', 'no bundle is named', 'give --bundle, or --yank with a listed path');
  const entries = await newEntries(args, context, now);
  const change = addEntries(keeper, role, entries, (content) => yank(content, yanked));
  const done = [
    ...entries.map(({ path }) => `${role}: lists ${path}`),
    ...yanked.map((path) => `${role}: offers ${path} no longer`),
  ];
  const status = changeRepository(keeper.source, change, { action: 'entry', done, now });
  return { exit: EXIT.ok, json: status, text: (style) => repositoryStatusText(status, style) };
});

async function newEntries(args: Args, context: Context, now: Date): Promise<NewEntry[]> {
  const contract = args.string('contract');
  const against = contract === undefined ? undefined : context.resolve(contract);
  const contractDigest = against === undefined ? null : (await readSnapshot(against.file, against.shown)).digest;
  const entries: NewEntry[] = [];
  for (const given of args.strings('bundle')) {
    const { file, shown } = context.resolve(given);
    context.progress(shown);
    await refuseFaulty(file, shown, args.boolean('strict'));
    const bundle = openBundle(file, shown);
    const entry = repositoryEntry(bundle, { contractDigest, publishedAt: instantText(now), status: 'active' });
    const path = entryPath(entry, bundle.packing === 'zip' ? 'zip' : 'tgz');
    entries.push({ path, entry, size: entry.size, sha256: entry.digests.file.slice('sha256:'.length), file, shown });
  }
  return entries;
}

/** A bundle with errors is listed by nobody. */
async function refuseFaulty(file: string, shown: string, strict: boolean): Promise<void> {
  const { findings, summary } = await verifyBundle({
    kind: 'bundle',
    file,
    shown,
    profile: 'safe',
    strict,
    limitOverrides: [],
  });
  if (summary.errors === 0) return;
  const [first] = findings.filter(({ severity }) => severity === 'error');
  throw new AssayError({
    kind: findings.some(breaksIntegrity) ? 'integrity' : 'input',
    code: 'entry-bundle-refused',
    message: `${shown} has ${summary.errors} errors, first ${first?.ruleId}: ${first?.message}`,
    hint: 'see `assay bundle verify`, and list the bundle when it passes',
    location: { path: shown },
  });
}
