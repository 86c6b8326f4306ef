import { basename, join } from 'node:path';
import type { Bundle, BundleFile } from '../bundle/model.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { inputError } from '../model/errors.ts';
import { tooLarge } from '../model/json/parse.ts';
import { SIZE } from '../model/limits.ts';
import type { CryptaManifest } from './crypta-model.ts';
import { DIALECTS, type DialectReader, type LoadedManifest } from './dialects.ts';

/**
 * Reads the manifest at a bundle's root, in whatever dialect it is.
 * @throws AssayError of kind input: manifest-missing, and those of the dialect's parser
 */
export function readManifest(bundle: Bundle): LoadedManifest {
  for (const dialect of DIALECTS)
    for (const name of dialect.names) {
      const file = bundle.files.get(name);
      if (file) return parseMember(dialect, file, bundle);
    }
  throw missing(
    bundle,
    DIALECTS.flatMap((dialect) => dialect.names),
  );
}

/**
 * Reads a bundle's crypta manifest.
 * @throws AssayError of kind input: manifest-missing, and those of parseCryptaManifest
 */
export function readCryptaManifest(bundle: Bundle): CryptaManifest {
  const { crypta } = readManifest(bundle);
  if (crypta) return crypta;
  throw missing(
    bundle,
    DIALECTS.filter(({ dialect }) => dialect === 'crypta').flatMap(({ names }) => names),
  );
}

/**
 * Reads a manifest that lies alone, in the dialect of its name (`*.properties`, `*palette-plugin.json`, `*assay-manifest.json`).
 * @param file path to open @param shown path for messages
 * @throws AssayError of kind input: manifest-dialect, those of readFileBytes and of the dialect's parser
 */
export function readManifestFile(file: string, shown: string): LoadedManifest {
  const name = basename(file);
  const dialect = DIALECTS.find((candidate) => candidate.matches(name));
  if (!dialect)
    throw inputError(
      'manifest-dialect',
      `${shown} is named like no manifest`,
      `expected a name like ${DIALECTS.flatMap(({ names }) => names).join(' or ')}`,
      { path: shown },
    );
  return dialect.parse(readFileBytes(file, shown, SIZE.manifest, { noFollow: true }), shown);
}

/**
 * Reads the manifest of a folder in which an app is made. Nothing else in it is looked at.
 * @param folder path to open @param shown path for messages
 * @throws AssayError of kind input: manifest-missing, those of readFileBytes and of the dialect's parser
 */
export function readManifestOfFolder(folder: string, shown: string): LoadedManifest {
  const root = shown.replace(/\/+$/, '');
  for (const dialect of DIALECTS)
    for (const name of dialect.names)
      if (lstatOf(join(folder, name)) !== undefined)
        return readManifestFile(join(folder, name), root === '.' ? name : `${root}/${name}`);
  throw missing(
    { path: shown },
    DIALECTS.flatMap((dialect) => dialect.names),
  );
}

function parseMember(dialect: DialectReader, file: BundleFile, bundle: Bundle): LoadedManifest {
  const shown = memberPath(bundle, file.path);
  if (file.size > SIZE.manifest) throw tooLarge(shown, file.size, SIZE.manifest);
  return dialect.parse(file.read(), shown);
}

/** A file of a directory has a path of its own; one in an archive is written `app.zip!/name`. */
function memberPath(bundle: Bundle, name: string): string {
  const root = bundle.path.replace(/\/+$/, '');
  return bundle.packing === 'directory' ? `${root}/${name}` : `${root}!/${name}`;
}

function missing(bundle: Pick<Bundle, 'path'>, names: readonly string[]): Error {
  return inputError(
    'manifest-missing',
    `${bundle.path} has no manifest: looked for ${names.join(', ')}`,
    'give the root of a bundle, where its manifest lies',
    { path: bundle.path },
  );
}
