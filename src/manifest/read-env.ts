import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { SIZE } from '../model/limits.ts';
import { byCodeUnit } from '../model/order.ts';
import { type EnvText, envFacts, envFileNames } from './env-facts.ts';
import type { EnvFacts } from './env-model.ts';

const GENERATED = '.palette/dev';
/** Made by a package manager, not by the tool that copies secrets. */
const SKIPPED = new Set(['backend-venv', 'node_modules', '__pycache__']);
const MOST_FILES = 1000;

/**
 * Reads what an app's folder sets for an environment: `.env`, `.env.local`, `.env.<name>`, `.env.<name>.local`, and
 * which of these values stand in generated files below `.palette/dev`.
 * @param folder path to open @param shown path for messages
 * @throws AssayError input-unreadable, input-not-a-file, input-too-large
 */
export function readEnv(folder: string, shown: string, name: string): EnvFacts {
  const files = envFileNames(name).filter((file) => kindOf(join(folder, file)) !== undefined);
  const generated = filesBelow(join(folder, GENERATED), GENERATED).slice(0, MOST_FILES);
  const read = (file: string): EnvText => ({
    path: `${shown.replace(/\/+$/, '')}/${file}`.replace(/^\.\//, ''),
    text: new TextDecoder().decode(
      readFileBytes(join(folder, file), `${shown}/${file}`, SIZE.catalog, { noFollow: true }),
    ),
  });
  return envFacts(name, files.map(read), generated.map(read));
}

function filesBelow(folder: string, path: string): string[] {
  if (kindOf(folder) !== 'folder') return [];
  return readdirSync(folder)
    .sort(byCodeUnit)
    .flatMap((name) => {
      const kind = SKIPPED.has(name) ? undefined : kindOf(join(folder, name));
      if (kind === 'folder') return filesBelow(join(folder, name), `${path}/${name}`);
      return kind === 'file' ? [`${path}/${name}`] : [];
    });
}

/** A link is never followed; a file over the limit is no generated text. */
function kindOf(path: string): 'file' | 'folder' | 'other' | undefined {
  const stats = lstatOf(path);
  if (stats === undefined) return undefined;
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() && (stats.size <= SIZE.catalog || !path.includes(GENERATED)) ? 'file' : 'other';
}
