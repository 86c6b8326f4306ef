import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { noteRead, reason } from '../formats/read-file.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './limits.ts';
import { CRYPTA_MANIFEST } from './manifest-names.ts';
import type { Bundle, BundleFile } from './model.ts';
import { checkPath, checkTotals, PathTable } from './path-rules.ts';
import { ArchiveJudge } from './tar/archive-rules.ts';
import { checkParts } from './tar/names.ts';

export interface DirectoryOptions {
  /** Called with each path before anything is asked about it; true leaves it out, with everything below it. */
  readonly leaveOut?: (path: string) => boolean;
  /** Files that there may be; a folder's limit unless told. */
  readonly maxEntries?: number;
}

/**
 * Opens a directory as a bundle: its regular files, at any depth. Nothing is followed and nothing is skipped unless
 * told, so symbolic links, FIFOs, sockets and devices are refused by name, as are paths that break checkPath, collide or
 * are not portable: what no archive may hold, no folder may hold.
 * @param dir path to open @param shown path for messages
 * @throws AssayError input-unreadable, input-not-a-directory; of kind integrity: bundle-special-file, bundle-path-*,
 * bundle-path-collision, bundle-too-many-entries, bundle-too-large, archive-name-unportable, archive-limit
 */
export function openDirectory(dir: string, shown: string, options: DirectoryOptions = {}): Bundle {
  const top = statOf(dir, shown);
  if (!top.isDirectory())
    throw inputError(
      'input-not-a-directory',
      `${shown} is ${top.isSymbolicLink() ? 'a symbolic link' : 'not a directory'}`,
      'give the path of the directory itself',
      { path: shown },
    );
  const walk = new Walk(dir, shown, options);
  walk.directory('');
  return { packing: 'directory', path: shown, files: walk.sorted() };
}

class Walk {
  private readonly files: BundleFile[] = [];
  private readonly table: PathTable;
  private readonly root: string;
  private readonly shown: string;
  private readonly options: DirectoryOptions;
  private readonly judge: ArchiveJudge;
  private readonly limits: BundleLimits;
  private notNfc: string | undefined;
  private folders = 0;
  private bytes = 0;

  constructor(root: string, shown: string, options: DirectoryOptions) {
    this.root = root;
    this.shown = shown;
    this.options = options;
    this.table = new PathTable(shown);
    this.judge = new ArchiveJudge('assay', shown);
    const { directory, zip } = BUNDLE_LIMITS;
    // Crypta packs nothing but zips.
    const own = existsSync(join(root, CRYPTA_MANIFEST)) ? zip.entries : directory.entries;
    this.limits = { ...directory, entries: options.maxEntries ?? own };
  }

  directory(path: string): void {
    for (const name of namesIn(join(this.root, path), showPath(this.shown, path))) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (this.options.leaveOut?.(inner)) continue;
      checkPath(inner, this.shown);
      checkParts(inner, inner, this.judge, this.limits);
      this.entry(inner, statOf(join(this.root, inner), showPath(this.shown, inner)));
    }
  }

  private entry(path: string, stat: Stats): void {
    if (!stat.isFile() && !stat.isDirectory())
      throw integrityError(
        'bundle-special-file',
        `${this.shown} holds ${quote(path)}, which is ${kindOf(stat)}`,
        'ship regular files only',
        { path: this.shown },
      );
    this.table.add(path, stat.isFile());
    if (path !== path.normalize('NFC')) this.notNfc ??= path;
    if (stat.isDirectory()) {
      this.folders += 1;
      checkTotals(this.folders, this.bytes, this.shown, this.limits);
      this.directory(path);
      return;
    }
    this.bytes += stat.size;
    checkTotals(this.files.length + 1, this.bytes, this.shown, this.limits);
    const file = join(this.root, path);
    const shown = showPath(this.shown, path);
    const executable = (stat.mode & 0o111) !== 0;
    this.files.push({ path, size: stat.size, executable, read: () => readSame(file, shown, stat) });
  }

  /** @throws AssayError archive-name-unportable: a pair of names that differ so is a collision first */
  sorted(): ReadonlyMap<string, BundleFile> {
    if (this.notNfc !== undefined)
      throw this.judge.refusal('archive-name-unportable', 'is not in Unicode form NFC', this.notNfc);
    return new Map(this.files.sort((a, b) => byCodeUnit(a.path, b.path)).map((file) => [file.path, file]));
  }
}

function showPath(shown: string, path: string): string {
  return path === '' ? shown : `${shown.replace(/\/+$/, '')}/${path}`;
}

function unreadable(error: unknown, shown: string): Error {
  return inputError(
    'input-unreadable',
    `${shown} can't be read: ${reason(error)}`,
    'check the path and its permissions',
    {
      path: shown,
    },
  );
}

function statOf(file: string, shown: string): Stats {
  try {
    return lstatSync(file);
  } catch (error) {
    throw unreadable(error, shown);
  }
}

/** Names in code-unit order, so that the first thing that is wrong is the same everywhere. */
function namesIn(dir: string, shown: string): string[] {
  let names: Buffer[];
  try {
    names = readdirSync(dir, { encoding: 'buffer' });
  } catch (error) {
    throw unreadable(error, shown);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return names
    .map((name) => {
      try {
        return decoder.decode(name);
      } catch {
        throw integrityError(
          'bundle-path-encoding',
          `${shown} holds a name that is not utf-8: ${quote(name.toString('latin1'))}`,
          'rename the file',
          { path: shown },
        );
      }
    })
    .sort(byCodeUnit);
}

function kindOf(stat: Stats): string {
  if (stat.isSymbolicLink()) return 'a symbolic link';
  if (stat.isFIFO()) return 'a FIFO';
  if (stat.isSocket()) return 'a socket';
  return 'a device';
}

/** Reads the very file that was listed: another inode or another size in its place is refused. */
function readSame(file: string, shown: string, listed: Stats): Uint8Array {
  let fd: number;
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(error, shown);
  }
  try {
    const now = fstatSync(fd);
    noteRead(now);
    const bytes = new Uint8Array(listed.size + 1);
    let length = 0;
    while (now.isFile() && length < bytes.length) {
      const count = readSync(fd, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    if (now.dev !== listed.dev || now.ino !== listed.ino || length !== listed.size)
      throw integrityError(
        'bundle-changed',
        `${shown} changed while it was being read`,
        'run again when nothing writes to it',
        {
          path: shown,
        },
      );
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}
