import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reason } from '../formats/read-file.ts';
import { type Digest, digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import type { JsonObject } from '../model/json/value.ts';

/** How a snapshot is made once more. */
export interface Surroundings {
  /** What the folder is called in which it is made. */
  readonly folder: string;
  readonly timeZone: string;
  readonly locale: string;
  /** The document to make it of; absent for the source as it lies there. */
  readonly document?: JsonObject;
}

/** A process that makes snapshots: the words that start this program again, and where programs are found. */
export interface Maker {
  readonly command: readonly string[];
  readonly path: string | undefined;
}

/**
 * Makes the snapshot of a source in a process of its own, in other surroundings, and gives the digest of its bytes.
 * @param source absolute path
 * @throws AssayError snapshot-not-remade (incomplete) where that process gives none
 */
export function snapshotAgain(source: string, surroundings: Surroundings, maker: Maker): Digest {
  const [program = '', ...words] = maker.command;
  const room = mkdtempSync(join(tmpdir(), 'assay-again-'));
  try {
    const folder = join(room, surroundings.folder);
    mkdirSync(folder, { recursive: true });
    const input = surroundings.document === undefined ? source : join(folder, 'contract.json');
    if (surroundings.document !== undefined) writeFileSync(input, JSON.stringify(surroundings.document));
    const output = join(folder, 'snapshot.json');
    const { status, stderr, error } = spawnSync(
      program,
      [...words, 'api', 'snapshot', '--source', input, '--output', output, '--quiet'],
      { cwd: folder, encoding: 'utf8', env: environment(surroundings, maker), timeout: 120_000 },
    );
    if (status !== 0) throw notRemade(error === undefined ? lastLine(stderr) : reason(error));
    return digestBytes(readFileSync(output));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

function environment({ timeZone, locale }: Surroundings, { path }: Maker): Record<string, string> {
  return { ...(path === undefined ? {} : { PATH: path }), TZ: timeZone, LANG: locale, LC_ALL: locale };
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function notRemade(why: string): AssayError {
  return new AssayError({
    kind: 'incomplete',
    code: 'snapshot-not-remade',
    message: `the snapshot could not be made in a process of its own${why === '' ? '' : `: ${why}`}`,
    hint: 'run `assay api snapshot` on this source first: what breaks a rule has no snapshot',
  });
}
