import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { inputError } from '../model/errors.ts';
import { byCodeUnit } from '../model/order.ts';
import { mergeFacts, scanSource } from './scan-source.ts';
import { isGenerated, sourceLanguage } from './source-files.ts';
import type { SourceFacts } from './source-model.ts';

/** Installed, built or generated: what the app's author did not write. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'venv', '__pycache__', 'site-packages']);
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 20_000;

/**
 * Reads the sources of an app: JavaScript, TypeScript and Python below its folder, without tests, installed packages,
 * hidden folders, generated files and links.
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
  const facts = files.flatMap((path) => {
    const at = shown === '.' ? path : `${shown.replace(/\/+$/, '')}/${path}`;
    const source = Buffer.from(readFileBytes(join(folder, path), at, MOST_BYTES, { noFollow: true })).toString('utf8');
    if (isGenerated(source)) return [];
    return [scanSource(source, at, sourceLanguage(path) ?? 'javascript')];
  });
  return mergeFacts(facts);
}

function filesBelow(root: string, path: string, leaveOut: ReadonlySet<string>): string[] {
  return readdirSync(join(root, path))
    .sort(byCodeUnit)
    .flatMap((name) => {
      const inner = path === '' ? name : `${path}/${name}`;
      if (name.startsWith('.') || SKIPPED.has(name) || leaveOut.has(inner)) return [];
      const stats = lstatSync(join(root, inner));
      if (stats.isDirectory()) return filesBelow(root, inner, leaveOut);
      return stats.isFile() && stats.size <= MOST_BYTES && sourceLanguage(inner) !== undefined ? [inner] : [];
    });
}
