import { quote } from '../model/quote.ts';
import type { Delegation, ListedTarget, RepositoryFault, TargetsRole } from './model.ts';
import { CLOCK_SKEW } from './policy.ts';
import { patternsMeet } from './target-path.ts';
import { appOf } from './usual-targets.ts';

/** A role that signs for targets, and its file as people see it. */
interface ReadTargets {
  readonly role: TargetsRole;
  readonly envelope: { readonly path: string };
}

/**
 * What the roles of one repository may not say together, though each of them was rightly signed: one version or one file
 * twice, an app or a namespace of two owners, an entry from the future.
 * @param roles by name: targets and those below it @param targets what they list, by path
 */
export function listingFaults(
  roles: ReadonlyMap<string, ReadTargets>,
  targets: ReadonlyMap<string, ListedTarget>,
  now: Date,
): RepositoryFault[] {
  return [...[...roles.values()].flatMap(overlaps), ...entryFaults(roles, targets, now)];
}

/** Delegations of one role that take the same paths: who signs for them would be a matter of who is asked first. */
function overlaps({ role: { delegations }, envelope: { path } }: ReadTargets): RepositoryFault[] {
  return delegations.flatMap((later, at) =>
    delegations.slice(0, at).flatMap((earlier): RepositoryFault[] => {
      const shared = sharedPatterns(earlier, later);
      if (shared === undefined) return [];
      const says = `takes ${quote(shared[1])} of ${later.name} and ${quote(shared[0])} of ${earlier.name} for the same paths`;
      return [{ rule: 'delegation-overlap', message: says, subject: `${earlier.name} ${later.name}`, path }];
    }),
  );
}

function sharedPatterns(a: Delegation, b: Delegation): readonly [string, string] | undefined {
  for (const one of a.paths) for (const other of b.paths) if (patternsMeet(one, other)) return [one, other];
  return undefined;
}

function entryFaults(
  roles: ReadonlyMap<string, ReadTargets>,
  targets: ReadonlyMap<string, ListedTarget>,
  now: Date,
): RepositoryFault[] {
  const faults: RepositoryFault[] = [];
  const [apps, files] = [new Map<string, SeenApp>(), new Map<string, string>()];
  const isFuture = laterThan(now.getTime() + CLOCK_SKEW);
  // A loop over entries would make a pair for each of thousands.
  targets.forEach(({ role, target }, path) => {
    const app = appOf(target);
    if (app === undefined) return;
    const { id, version, publishedAt } = app;
    const fault = (rule: string, message: string, subject: string): number =>
      faults.push({ rule, message, subject, path: roles.get(role)?.envelope.path ?? '' });
    const seen = apps.get(id);
    if (seen === undefined) apps.set(id, { role, version, path, versions: undefined });
    const twin = seen === undefined ? path : first(versionsOf(seen), version, path);
    const same = first(files, target.sha256, path);
    if (twin !== path) fault('entry-duplicate', `lists ${quote(id)} ${quote(version)} at ${twin} and at ${path}`, path);
    else if (same !== path) fault('entry-duplicate', `lists one file at ${same} and at ${path}`, path);
    if (seen !== undefined && seen.role !== role) {
      fault('app-owned-twice', `lists ${quote(id)}, which ${seen.role} lists too`, `${id} ${role}`);
      // Each owner is told of once.
      seen.role = role;
    }
    if (isFuture(publishedAt))
      fault('entry-from-future', `has an entry of ${publishedAt} at ${path}, after the instant of this run`, path);
  });
  return faults;
}

/** An app as it was listed first, and the role that listed it last. */
interface SeenApp {
  role: string;
  readonly version: string;
  readonly path: string;
  /** Paths by version, where there are several. */
  versions: Map<string, string> | undefined;
}

function versionsOf(app: SeenApp): Map<string, string> {
  app.versions ??= new Map([[app.version, app.path]]);
  return app.versions;
}

const DAY = 86_400_000;

/** Whether an instant of an entry is after a time. Most are long before it, and their texts say so: days to spare for 31 February. */
function laterThan(time: number): (instant: string) => boolean {
  const before = new Date(time - 4 * DAY).toISOString();
  return (instant) => instant >= before && Date.parse(instant) > time;
}

/** What a map holds for a key, which is the value given where it was not there. */
function first(map: Map<string, string>, key: string, value: string): string {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, value);
  return value;
}
