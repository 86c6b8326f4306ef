import { join } from 'node:path';
import type { LockedTarget, ServicesLock } from '../formats/generated/services-lock.ts';
import validateLock from '../formats/generated/validators/services-lock.js';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { validateDocument } from '../formats/validate.ts';
import type { Location } from '../model/finding.ts';
import { parseJson } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import { LOCK_FILE } from './lock.ts';

/** A lock as it was read, with what findings need. */
export interface LoadedLock {
  readonly path: string;
  readonly lock: ServicesLock;
  /** By kind and target, as `method hr/v1#approvalChain.get`. */
  readonly targets: ReadonlyMap<string, LockedTarget & { readonly location: Location }>;
}

/**
 * Reads an app's lock; undefined where it has none.
 * @param folder the app's @param shown path for messages @param replaceable the run may write it anew
 * @throws AssayError schema-invalid and those of readFileBytes and parseJson (input)
 */
export function readLock(folder: string, shown: string, replaceable = false): LoadedLock | undefined {
  const file = join(folder, LOCK_FILE);
  if (lstatOf(file) === undefined) return undefined;
  const path = shown === '.' ? LOCK_FILE : `${shown.replace(/\/+$/, '')}/${LOCK_FILE}`;
  const document = parseJson(readFileBytes(file, path, SIZE.document, { replaceable }), { path });
  const lock = validateDocument<ServicesLock>(document, validateLock, 'services lock');
  const targets = lock.targets.map((locked, at): [string, LockedTarget & { location: Location }] => [
    `${locked.kind} ${locked.target}`,
    { ...locked, location: document.locate(`/targets/${at}`) },
  ]);
  return { path, lock, targets: new Map(targets) };
}
