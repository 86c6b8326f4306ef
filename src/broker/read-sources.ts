import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { AssayError, inputError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { isJsonObject } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { type FileFacts, mergeFacts, scanGenerated, scanSource } from './scan-source.ts';
import { isGenerated, sourceLanguage } from './source-files.ts';
import type { SourceFacts } from './source-model.ts';

/** Installed, built or generated: what the app's author did not write. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'venv', '__pycache__', 'site-packages']);
/** Where palette's own client lies, in a hidden folder. */
const PALETTE = ['.palette/types', '.palette/python'];
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 20_000;

/**
 * Reads the sources of an app: JavaScript, TypeScript and Python below its folder, without tests, installed packages,
 * hidden folders, generated files and links; those over 2 MiB are named and not read. Of generated clients, only what their first lines say is kept.
 * @param folder path to open @param shown path for messages @param leaveOut folders of generated clients, as POSIX
 * paths below the folder @param most source files that are read
 * @throws AssayError sources-too-many and those of readFileBytes (input)
 */
export function readSources(
  folder: string,
  shown: string,
  leaveOut: readonly string[] = [],
  most: number = MOST_FILES,
): SourceFacts {
  const files = filesBelow(folder, '', new Set(leaveOut));
  if (files.length > most)
    throw inputError(
      'sources-too-many',
      `${shown} holds more than ${most} source files`,
      'give the folder of one app',
      { path: shown },
    );
  const shownAs = (path: string): string => (shown === '.' ? path : `${shown.replace(/\/+$/, '')}/${path}`);
  const tooLarge = (path: string): boolean => lstatSync(join(folder, path)).size > MOST_BYTES;
  const read = (path: string, isSource: boolean): FileFacts[] => {
    const at = shownAs(path);
    const source = Buffer.from(readFileBytes(join(folder, path), at, MOST_BYTES, { noFollow: true })).toString('utf8');
    if (!isGenerated(source)) return isSource ? [scanSource(source, at, sourceLanguage(path) ?? 'javascript')] : [];
    return [withPackage(scanGenerated(source, at), folder, path)];
  };
  const clients = [...leaveOut, ...PALETTE].filter((path) => isFolder(folder, path));
  const generated = clients.flatMap((path) => filesBelow(folder, path, new Set())).slice(0, most);
  const unsearched = files.filter(tooLarge);
  const facts = files.filter((path) => !unsearched.includes(path)).flatMap((path) => read(path, true));
  const sources = facts.filter(({ clients: of }) => of === undefined);
  const merged = mergeFacts([
    ...facts,
    ...generated.filter((path) => !tooLarge(path)).flatMap((path) => read(path, false)),
  ]);
  return { ...merged, files: sources.length, unsearched: unsearched.map(shownAs) };
}

/** True for a folder that no link leads to. */
function isFolder(root: string, path: string): boolean {
  let at = root;
  return path.split('/').every((name) => {
    at = join(at, name);
    return lstatOf(at)?.isDirectory() === true;
  });
}

/** A client that is a package has the name by which it is imported. */
function withPackage(facts: FileFacts, folder: string, path: string): FileFacts {
  const { clients = [] } = facts;
  const file = join(folder, dirname(path), 'package.json');
  if (!clients.some(({ namespace }) => namespace === undefined) || !lstatOf(file)?.isFile()) return facts;
  const name = packageName(file);
  return name === undefined ? facts : { ...facts, clients: clients.map((client) => ({ ...client, package: name })) };
}

function packageName(file: string): string | undefined {
  try {
    const { value } = parseJson(readFileBytes(file, file, MOST_BYTES, { noFollow: true }), { path: file });
    return isJsonObject(value) && typeof value.name === 'string' ? value.name : undefined;
  } catch (error) {
    if (error instanceof AssayError) return undefined;
    throw error;
  }
}

function filesBelow(root: string, path: string, leaveOut: ReadonlySet<string>): string[] {
  return readdirSync(join(root, path))
    .sort(byCodeUnit)
    .flatMap((name) => {
      const inner = path === '' ? name : `${path}/${name}`;
      if (name.startsWith('.') || SKIPPED.has(name) || leaveOut.has(inner)) return [];
      const stats = lstatSync(join(root, inner));
      if (stats.isDirectory()) return filesBelow(root, inner, leaveOut);
      return stats.isFile() && sourceLanguage(inner) !== undefined ? [inner] : [];
    });
}
