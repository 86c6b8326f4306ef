import { lstatSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { inputError } from '../model/errors.ts';
import { reason } from './read-file.ts';

/**
 * Why nothing can lie at a path that somebody wrote: a part above it is a file (which Node takes for a fault before
 * version 22), it is too long, links lead around in a circle, it has a NUL.
 */
const IMPOSSIBLE: ReadonlySet<string> = new Set(['ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']);

/**
 * What lies at a path, of a link what it leads to; undefined where nothing does or can.
 * @throws AssayError input-unreadable where nobody may look, with the last name alone: the path may be of this machine
 */
export function statOf(path: string): Stats | undefined {
  return orNothing(statSync, path);
}

/** The same, of a link the link itself. */
export function lstatOf(path: string): Stats | undefined {
  return orNothing(lstatSync, path);
}

function orNothing(
  stat: (path: string, options: { readonly throwIfNoEntry: false }) => Stats | undefined,
  path: string,
): Stats | undefined {
  try {
    return stat(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && IMPOSSIBLE.has(String(error.code))) return undefined;
    throw inputError(
      'input-unreadable',
      `${basename(path)} can't be read: ${reason(error)}`,
      'check its permissions, and those of the folders above',
    );
  }
}
