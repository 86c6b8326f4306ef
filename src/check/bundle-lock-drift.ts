import { posix } from 'node:path';
import { quote } from '../model/quote.ts';
import { isSemverRange } from '../model/semver-range.ts';
import { inSemverRange } from '../model/semver-satisfies.ts';
import type { LockDrift } from './bundle-input.ts';
import type { LockFacts } from './bundle-lock-model.ts';
import { pythonName } from './bundle-lock-texts.ts';
import { inPythonRange } from './python-range.ts';

/** What a package.json or a pyproject.toml asks for, by name. */
export interface Wanted {
  readonly file: string;
  readonly ecosystem: LockFacts['ecosystem'];
  readonly packages: ReadonlyMap<string, string>;
}

/** Where a package file and the lock file beside it, or at the bundle's root, disagree. */
export function lockDrift(wanted: Wanted, locks: ReadonlyMap<string, LockFacts>): LockDrift[] {
  const folder = posix.dirname(wanted.file);
  const own = [...locks].filter(([, { ecosystem }]) => ecosystem === wanted.ecosystem);
  const [path, lock] =
    own.find(([at]) => posix.dirname(at) === folder) ?? own.find(([at]) => posix.dirname(at) === '.') ?? [];
  if (path === undefined || lock === undefined) return [];
  const place = posix.relative(posix.dirname(path), folder) || '.';
  return [...wanted.packages].flatMap(([name, spec]): LockDrift[] => {
    const says = lock.ecosystem === 'npm' ? npmDrift(lock, place, name, spec) : pythonDrift(lock, name, spec);
    return says === undefined ? [] : [{ file: path, name, says: `${says}, as ${wanted.file} asks for` }];
  });
}

function npmDrift(lock: LockFacts, place: string, name: string, spec: string): string | undefined {
  if (lock.bySpec === true)
    return lock.versions.has(`${name}@${spec}`) ? undefined : `has no ${quote(`${name}@${spec}`)}`;
  const then = lock.wanted?.get(place);
  if (lock.wanted !== undefined && then === undefined) return undefined;
  if (then !== undefined && then.get(name) !== spec) {
    const had = then.get(name);
    return had === undefined
      ? `has no ${quote(name)}`
      : `was made for ${quote(name)} ${quote(had)}, not ${quote(spec)}`;
  }
  const version = lock.versions.get(name);
  if (version === undefined || !isSemverRange(spec) || inSemverRange(version, spec)) return undefined;
  return `has ${quote(name)} ${quote(version)}, not ${quote(spec)}`;
}

function pythonDrift(lock: LockFacts, name: string, spec: string): string | undefined {
  const version = lock.versions.get(pythonName(name));
  if (version === undefined) return `has no ${quote(name)}`;
  return inPythonRange(version, spec) === false
    ? `has ${quote(name)} ${quote(version)}, not ${quote(spec)}`
    : undefined;
}
