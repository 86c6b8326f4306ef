import { parseCryptaManifest, toAppManifest } from './crypta.ts';
import type { CryptaManifest } from './crypta-model.ts';
import type { AppManifest, ManifestDialect } from './model.ts';
import { type NativeManifest, nativeApp, parseNativeManifest } from './native.ts';
import { paletteApp, parsePaletteManifest } from './palette.ts';
import type { PaletteManifest } from './palette-model.ts';

/** A manifest as loaded: the part that all dialects have, and the dialect's own. */
export interface LoadedManifest {
  readonly app: AppManifest;
  /** Present where the dialect is crypta. */
  readonly crypta?: CryptaManifest;
  /** Present where the dialect is palette. */
  readonly palette?: PaletteManifest;
  /** Present where the dialect is native. */
  readonly native?: NativeManifest;
}

/** How a dialect's manifests are called and read. */
export interface DialectReader {
  readonly dialect: ManifestDialect;
  /** Names at a bundle's root, the first that is there wins. */
  readonly names: readonly string[];
  /** True for the name of a loose file of this dialect. */
  matches(name: string): boolean;
  /** @throws AssayError of kind input for grammar and limits */
  parse(source: Uint8Array, path: string): LoadedManifest;
}

const CRYPTA: DialectReader = {
  dialect: 'crypta',
  names: ['cryptad-app.properties', 'cryptad-app.properties.template'],
  matches: (name) => /\.properties(?:\.template)?$/.test(name),
  parse(source, path) {
    const crypta = parseCryptaManifest(source, path);
    return { app: toAppManifest(crypta), crypta };
  },
};

const PALETTE: DialectReader = {
  dialect: 'palette',
  names: ['palette-plugin.json'],
  matches: (name) => /(?:^|[.-])palette-plugin\.json$/.test(name),
  parse(source, path) {
    const palette = parsePaletteManifest(source, path);
    return { app: paletteApp(palette), palette };
  },
};

const NATIVE: DialectReader = {
  dialect: 'native',
  names: ['assay-manifest.json'],
  matches: (name) => /(?:^|[.-])assay-manifest\.json$/.test(name),
  parse(source, path) {
    const native = parseNativeManifest(source, path);
    return { app: nativeApp(native), native };
  },
};

/** Every dialect that can be read, in the order in which a bundle is searched. */
export const DIALECTS: readonly DialectReader[] = [CRYPTA, PALETTE, NATIVE];
