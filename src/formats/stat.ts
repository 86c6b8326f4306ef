import { lstatSync, type Stats, statSync } from 'node:fs';

/** What lies at a path, of a link what it leads to; undefined where nothing does, be it that a part above it is no folder. */
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
    // Before version 22 Node takes what lies below a file for a fault.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
