import { posix } from 'node:path';
import { AssayError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import type { LockFacts } from './bundle-lock-model.ts';
import { lockedByPnpm, lockedByPython, lockedByYarn } from './bundle-lock-texts.ts';

/** Larger lock files are not compared. */
export const MAX_LOCK = 4 * 1024 * 1024;

const READERS: Readonly<Record<string, (text: string, path: string) => LockFacts | undefined>> = {
  'package-lock.json': lockedByNpm,
  'npm-shrinkwrap.json': lockedByNpm,
  'yarn.lock': lockedByYarn,
  'pnpm-lock.yaml': lockedByPnpm,
  'poetry.lock': lockedByPython,
  'uv.lock': lockedByPython,
};

/** Whether a file is a lock file that can be compared. */
export function isLock(path: string): boolean {
  return Object.hasOwn(READERS, posix.basename(path)) && !path.includes('node_modules/');
}

/** What a lock file says; undefined for what can't be read as one. */
export function lockFacts(path: string, text: string): LockFacts | undefined {
  return READERS[posix.basename(path)]?.(text, path);
}

/** package-lock.json, lockfileVersion 1 to 3 (npm documentation, "package-lock.json"). */
function lockedByNpm(text: string, path: string): LockFacts | undefined {
  let json: JsonValue;
  try {
    json = parseJson(text, { path }).value;
  } catch (error) {
    if (error instanceof AssayError) return undefined;
    throw error;
  }
  if (!isJsonObject(json)) return undefined;
  const version = typeof json.version === 'string' ? { version: json.version } : {};
  if (!isJsonObject(json.packages))
    return { ecosystem: 'npm', ...version, versions: versionsOf(objectAt(json.dependencies)) };
  const wanted = new Map<string, ReadonlyMap<string, string>>();
  const installed: [string, JsonValue][] = [];
  for (const [place, entry] of Object.entries(json.packages)) {
    if (place.startsWith('node_modules/')) installed.push([place.slice('node_modules/'.length), entry]);
    else if (!place.includes('node_modules/') && isJsonObject(entry))
      wanted.set(place === '' ? '.' : place, asked(entry));
  }
  return { ecosystem: 'npm', ...version, wanted, versions: versionsOf(Object.fromEntries(installed)) };
}

/** What a package asks for, in development too. */
export function asked(json: JsonObject): ReadonlyMap<string, string> {
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies'].map((group) => objectAt(json[group]));
  return new Map(
    groups.flatMap((group) =>
      Object.entries(group).flatMap(([name, spec]) => (typeof spec === 'string' ? [[name, spec] as const] : [])),
    ),
  );
}

function versionsOf(entries: JsonObject): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).flatMap(([name, entry]) =>
      isJsonObject(entry) && typeof entry.version === 'string' ? [[name, entry.version] as const] : [],
    ),
  );
}

function objectAt(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
