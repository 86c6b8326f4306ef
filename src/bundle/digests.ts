import { isJavaBlank, parseJavaInt } from '../formats/java-text.ts';
import { parseSidecar, type Sidecar } from '../formats/parse-properties.ts';
import { inputError } from '../model/errors.ts';
import { SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { fileSha256 } from './bundle-digests.ts';
import type { Bundle } from './model.ts';
import { isSidecar } from './sidecars.ts';

/** One file as `cryptad-app.digests` lists it. */
export interface DigestEntry {
  readonly path: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** Present only where the executable bit is a part of what is signed. */
  readonly executable?: boolean;
}

const CODE = 'digests-invalid';
const MANIFEST = 'cryptad-app.properties';
const FILE_KEY = /^file\.(\d{1,9})\.(path|sha256|executable)$/;

/**
 * Parses `cryptad-app.digests` version 1: SHA-256 entries numbered from 0 without gaps, sorted by path in code-unit
 * order, the manifest among them, no sidecar among them.
 * @throws AssayError of kind input: digests-invalid, input-not-utf8, input-too-large
 */
export function parseDigests(source: string | Uint8Array, path: string): readonly DigestEntry[] {
  const sidecar = parseSidecar(source, { path, name: 'digests', code: CODE, maxBytes: SIZE.catalog });
  expectValue(sidecar, 'digest.version', (value) => parseJavaInt(value) === 1, '1');
  expectValue(sidecar, 'digest.algorithm', (value) => value === 'SHA-256', 'SHA-256');
  const count = countEntries(sidecar);
  const entries = Array.from({ length: count }, (_, index) => readEntry(sidecar, index));
  entries.forEach((entry, index) => {
    const previous = entries[index - 1];
    if (previous && byCodeUnit(previous.path, entry.path) >= 0)
      throw fault(sidecar, `file.${index}.path`, 'does not come after the path before it', 'paths in code-unit order');
  });
  if (!entries.some((entry) => entry.path === MANIFEST))
    throw inputError(CODE, `${path} does not list ${MANIFEST}`, 'digest the bundle again', { path });
  return entries;
}

function fault(sidecar: Sidecar, key: string, says: string, expected: string): Error {
  const location = sidecar.locate(key);
  const place = location.line === undefined ? sidecar.path : `${sidecar.path}:${location.line}`;
  return inputError(CODE, `${place} ${quote(key)} ${says}`, `expected ${expected}`, location);
}

function expectValue(sidecar: Sidecar, key: string, holds: (value: string) => boolean, expected: string): void {
  const entry = sidecar.entries.get(key);
  if (!entry) throw fault(sidecar, key, 'is missing', expected);
  if (!holds(entry.value)) throw fault(sidecar, key, 'has another value', expected);
}

/** Counts the files and refuses every key that is not one of theirs. */
function countEntries(sidecar: Sidecar): number {
  const indexes = new Set<number>();
  for (const key of sidecar.entries.keys()) {
    if (key === 'digest.version' || key === 'digest.algorithm') continue;
    const match = FILE_KEY.exec(key);
    if (!match) throw fault(sidecar, key, 'is no digests property', 'file.<number>.path, .sha256 or .executable');
    indexes.add(Number(match[1]));
  }
  if (indexes.size === 0) throw fault(sidecar, 'file.0.path', 'is missing', 'at least one file');
  for (let index = 0; index < indexes.size; index += 1)
    if (!indexes.has(index)) throw fault(sidecar, `file.${index}.path`, 'is missing', 'numbers from 0 without gaps');
  return indexes.size;
}

function readEntry(sidecar: Sidecar, index: number): DigestEntry {
  const at = (field: string): string => `file.${index}.${field}`;
  const path = sidecar.entries.get(at('path'))?.value;
  const sha256 = sidecar.entries.get(at('sha256'))?.value;
  const executable = sidecar.entries.get(at('executable'))?.value;
  if (path === undefined) throw fault(sidecar, at('path'), 'is missing', 'the path of a file');
  if (sha256 === undefined) throw fault(sidecar, at('sha256'), 'is missing', 'the digest of the file');
  if (!isListablePath(path)) throw fault(sidecar, at('path'), 'is no path inside the bundle', 'a/relative/path');
  if (isSidecar(path)) throw fault(sidecar, at('path'), 'names a sidecar', 'a file of the app');
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw fault(sidecar, at('sha256'), 'is no digest', '64 lower-case hex digits');
  if (executable === undefined) return { path, sha256 };
  if (executable !== 'true' && executable !== 'false')
    throw fault(sidecar, at('executable'), 'has another value', 'true or false');
  return { path, sha256, executable: executable === 'true' };
}

function isListablePath(path: string): boolean {
  if (isJavaBlank(path) || path.includes('\\') || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** How a bundle's files differ from their list; all four empty where they agree. Paths are in code-unit order. */
export interface DigestFacts {
  readonly missing: readonly string[];
  readonly unlisted: readonly string[];
  readonly changed: readonly string[];
  readonly executableChanged: readonly string[];
}

/** Compares a bundle's files, without its sidecars, to a list of digests. Reads every file. */
export function digestFacts(bundle: Bundle, entries: readonly DigestEntry[]): DigestFacts {
  const listed = new Map(entries.map((entry) => [entry.path, entry]));
  const facts = {
    missing: [] as string[],
    unlisted: [] as string[],
    changed: [] as string[],
    executableChanged: [] as string[],
  };
  for (const path of listed.keys()) if (!bundle.files.has(path)) facts.missing.push(path);
  for (const file of bundle.files.values()) {
    if (isSidecar(file.path)) continue;
    const entry = listed.get(file.path);
    if (!entry) facts.unlisted.push(file.path);
    else if (fileSha256(file) !== entry.sha256) facts.changed.push(file.path);
    else if (entry.executable !== undefined && entry.executable !== file.executable)
      facts.executableChanged.push(file.path);
  }
  return facts;
}
