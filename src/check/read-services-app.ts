import { join } from 'node:path';
import type { BrokerCatalog, CatalogEntry } from '../broker/catalog-model.ts';
import { PINNED_FILE } from '../broker/lock.ts';
import { type LoadedLock, readLock } from '../broker/read-lock.ts';
import { readMocks } from '../broker/read-mocks.ts';
import { readSources } from '../broker/read-sources.ts';
import { readContract } from '../contract/read-contract.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { PaletteManifest } from '../manifest/palette-model.ts';
import { textsAt } from '../manifest/palette-places.ts';
import { readManifestOfFolder } from '../manifest/read-manifest.ts';
import { inputError, integrityError } from '../model/errors.ts';
import type { BrokerInput } from './broker-input.ts';
import { consumedTargets } from './consumed-targets.ts';
import { providedTargets } from './provided-targets.ts';
import { ofContract } from './read-broker-catalog.ts';
import { readProvidedSchemas } from './read-provided-schemas.ts';
import { requiredAppsOf, requirementsOf, resolveRequirements } from './requirements.ts';

/** The app of a folder, as far as the broker is concerned. */
export interface ServicesApp {
  readonly manifest: LoadedManifest;
  readonly palette: PaletteManifest;
  /** What is known from the manifest alone. */
  readonly input: BrokerInput;
}

/**
 * Reads the manifest of an app's folder.
 * @throws AssayError manifest-without-services (input) for a dialect that can't name targets, and those of the reader
 */
export function readServicesApp(folder: string, shown: string): ServicesApp {
  const manifest = readManifestOfFolder(folder, shown);
  const { app } = manifest;
  const palette = manifest.palette ?? manifest.native;
  const consumed = consumedTargets(manifest);
  if (palette === undefined || consumed === undefined)
    throw inputError(
      'manifest-without-services',
      `the manifest of ${shown} is of the ${app.dialect} dialect, which can name no methods and no events`,
      'give the folder of an app with a palette-plugin.json or an assay-manifest.json',
      { path: shown },
    );
  const provided = providedTargets(palette);
  return {
    manifest,
    palette,
    input: {
      app: { id: app.id, version: app.version, path: palette.path },
      // What is required in the older form is resolved against a catalog, not by its name alone.
      consumed: consumed.filter(({ location }) => !location.pointer?.startsWith('/requires')),
      requirements: requirementsOf(palette),
      requiredApps: requiredAppsOf(palette),
      ...(provided === undefined ? {} : { provided }),
      connections: textsAt(palette.json, '/connections/*/id').map(({ value }) => value),
      schemaFiles: new Map(),
    },
  };
}

/**
 * Everything else in an app's folder that says something of the broker: lock, pinned schemas, sources, mocks, schema
 * files.
 * @param leaveOut folders of generated clients @throws AssayError of the readers; lock-contract-mismatch (integrity)
 */
export async function readServicesInput(
  { input, palette }: ServicesApp,
  { folder, shown }: { readonly folder: string; readonly shown: string },
  leaveOut: readonly string[],
  catalog: BrokerCatalog | undefined,
): Promise<{ readonly input: BrokerInput; readonly mocks: readonly string[] }> {
  const lock = readLock(folder, shown);
  const pinned = lock === undefined ? undefined : await readPinned(folder, shown, lock);
  const sources = readSources(folder, shown, leaveOut);
  const mocks = readMocks(folder, shown);
  const { json: value, locate } = palette;
  const named = sources.handlers.flatMap(({ input: taken, output: given }) => [taken ?? [], given ?? []].flat());
  const schemas = readProvidedSchemas({ folder, shown }, { value, locate }, input.provided, named);
  return {
    input: {
      ...input,
      ...(catalog === undefined ? {} : { catalog, resolved: resolveRequirements(input.requirements, catalog) }),
      ...(lock === undefined ? {} : { lock }),
      ...(pinned === undefined ? {} : { pinned: byKindAndTarget(pinned.entries) }),
      sources,
      serviceMocks: mocks.services,
      connectionMocks: mocks.connections,
      schemaFiles: schemas.files,
      inlineSchemas: schemas.inline,
      referenceFaults: schemas.faults,
    },
    mocks: mocks.files,
  };
}

/** What was pinned, as a catalog. @throws AssayError lock-contract-mismatch (integrity) and those of readContract */
export async function readPinned(folder: string, shown: string, { lock, path }: LoadedLock): Promise<BrokerCatalog> {
  const name = shown === '.' ? PINNED_FILE : `${shown.replace(/\/+$/, '')}/${PINNED_FILE}`;
  const loaded = await readContract(join(folder, PINNED_FILE), name);
  if (loaded.digest !== lock.contract)
    throw integrityError(
      'lock-contract-mismatch',
      `${path} was made with another ${PINNED_FILE}: it says ${lock.contract}, and the file’s digest is ${loaded.digest}`,
      'run `assay services pull`, and commit both files together',
      { path },
    );
  return ofContract(loaded);
}

function byKindAndTarget(entries: readonly CatalogEntry[]): ReadonlyMap<string, CatalogEntry> {
  return new Map(entries.map((entry) => [`${entry.kind} ${entry.target}`, entry]));
}
