import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientReport } from '../formats/generated/client-report.ts';
import { readFileBytes, readPaths } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { writeFileAtomic } from '../formats/write-file.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import type { ClientFolder } from './drift.ts';
import { readClientFolder } from './read-client.ts';

/**
 * What a run looked at and what it said. It lies in the user's cache, never in a project: whoever can write there can
 * as well write the clients. A run in which every file is what it was says the same again, without generating.
 */
interface ClientStamp {
  /** Every file that was read, by absolute path. */
  readonly inputs: Readonly<Record<string, Digest>>;
  /** Every client's folder, by absolute path: its files. */
  readonly folders: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly report: ClientReport;
}

/** Where stamps of this user are kept; undefined where there is no place for them (XDG Base Directory Specification). */
export function stampFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.XDG_CACHE_HOME?.startsWith('/')) return join(env.XDG_CACHE_HOME, 'assay/clients');
  return env.HOME?.startsWith('/') ? join(env.HOME, '.cache/assay/clients') : undefined;
}

/**
 * The file of a run's stamp. Another build of assay is another run.
 * @param run what tells runs apart: version, folders, options
 */
export function stampFile(folder: string, run: readonly unknown[]): string {
  const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url));
  const name = digestBytes(JSON.stringify([mtimeMs, size, ...run])).slice('sha256:'.length);
  return join(folder, `${name}.json`);
}

/** True for a regular file. */
export function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

/** What the run said when everything was as it is now; undefined where anything is not. */
export function readStamp(file: string): ClientReport | undefined {
  try {
    const text = Buffer.from(readFileBytes(file, file, SIZE.document, { replaceable: true })).toString('utf8');
    const { inputs, folders, report } = JSON.parse(text) as ClientStamp;
    const same =
      Object.entries(inputs).every(([path, digest]) => digestOf(path) === digest) &&
      Object.entries(folders).every(([path, files]) => isSame(digestsOf(readClientFolder(path, path)), files));
    return same ? report : undefined;
  } catch {
    // A stamp that is missing, cut off or of another shape is no stamp: the clients are generated.
    return undefined;
  }
}

/** A client's folder after a run. */
export interface FilledFolder {
  /** Absolute. */
  readonly path: string;
  /** The client's files: what lies there now. */
  readonly files: ReadonlyMap<string, string>;
  /** What lay there before. */
  readonly found: ClientFolder;
  /** Whether it has files that are not the client's, and that nobody looks at. */
  readonly shared: boolean;
}

/**
 * Keeps what a run said, where all its clients are now what the contract gives and nothing else lies in their folders.
 * A stamp that can't be kept is not missed.
 */
export function writeStamp(file: string, report: ClientReport, folders: readonly FilledFolder[]): void {
  if (folders.some(({ shared }) => shared)) return;
  try {
    // The clients' files were read too, and are in their folders.
    const clients = new Set(
      folders.flatMap(({ path, files, found }) => [...files.keys(), ...found.keys()].map((name) => join(path, name))),
    );
    const others = readPaths().filter((path) => !clients.has(path));
    const stamp: ClientStamp = {
      inputs: Object.fromEntries(others.map((path) => [path, digestOf(path)])),
      folders: Object.fromEntries(folders.map(({ path, files }) => [path, digestsOf(files)])),
      report: unchanged(report),
    };
    writeFileAtomic(file, JSON.stringify(stamp));
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
  }
}

function unchanged(report: ClientReport): ClientReport {
  return {
    ...report,
    clients: report.clients.map((client) => ({
      ...client,
      files: client.files.flatMap(({ path, state }) => (state === 'removed' ? [] : [{ path, state: 'unchanged' }])),
    })),
  };
}

function digestOf(path: string): Digest {
  return digestBytes(readFileBytes(path, path, SIZE.document));
}

/** Stands for what is no text file. */
const OTHER = 'other';

function digestsOf(files: ClientFolder): Readonly<Record<string, string>> {
  return Object.fromEntries([...files].map(([name, text]) => [name, text === undefined ? OTHER : digestBytes(text)]));
}

function isSame(found: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(files);
  return Object.keys(found).length === names.length && names.every((name) => found[name] === files[name]);
}
