import { join } from 'node:path';
import { statOf } from '../formats/read-stat.ts';
import { compareVersions } from '../model/semver-syntax.ts';
import { breach } from '../repository/breach.ts';
import { openRepository } from '../repository/read-repository.ts';
import { storedName } from '../repository/target-path.ts';
import { appOf } from '../repository/usual-targets.ts';
import { verifyRepository } from '../repository/verify-repository.ts';

/** The bundle that a repository lists: to be opened, and as people see it. */
export interface PreviousTarget {
  readonly file: string;
  readonly shown: string;
}

/** True for the folder of a signed repository. */
export function isRepository(folder: string): boolean {
  return statOf(join(folder, 'metadata/timestamp.json'))?.isFile() ?? false;
}

/**
 * The bundle of an app's highest version that a repository lists, yanked ones among them: who has one is not served less.
 * The signatures are verified from the root down, and the file is the one that is signed for; whether all of it is fresh
 * and the right repository is for `assay catalog repo verify`.
 * @returns undefined where the repository does not list the app
 * @throws AssayError those of openRepository and verifyRepository; target-missing, bundle-digest-mismatch (integrity)
 */
export function readPreviousTarget(folder: string, shown: string, id: string, now: Date): PreviousTarget | undefined {
  const source = openRepository(folder, shown);
  const { targets } = verifyRepository(source, { now, ignoreExpiry: true, allowTestKeys: true });
  const listed = [...targets].flatMap(([path, { target }]) => {
    const app = appOf(target);
    return app?.id === id ? [{ path, target, version: app.version }] : [];
  });
  const [last] = listed.sort((a, b) => compareVersions(b.version, a.version) ?? 0);
  if (last === undefined) return undefined;
  const stored = storedName(last.path, last.target.sha256);
  const found = source.digestOf(stored, last.target.length);
  const place = source.place(stored);
  if (found === undefined) throw breach('target-missing', 'is signed for and not there', place.shown);
  if (found.size !== last.target.length || found.sha256 !== last.target.sha256)
    throw breach('bundle-digest-mismatch', 'is not the file that is signed for', place.shown);
  return { file: place.file, shown: `${shown}/targets/${last.path}` };
}
