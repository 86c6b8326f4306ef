import validate from '../formats/generated/validators/manifest.js';
import type { Location } from '../model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import type { ApiMetadata, AppManifest } from './model.ts';
import { parseManifestObject } from './palette.ts';
import { faultAt, schemaFaults } from './palette-faults.ts';
import type { PaletteFault, PaletteManifest } from './palette-model.ts';
import { textsAt, valuesAt } from './palette-places.ts';

/** A native manifest: what a palette manifest is to its reader, in the published form `manifest/v1`. */
export type NativeManifest = PaletteManifest;

/** Where the fields that rules ask for by their crypta names stand here. */
const POINTERS: Readonly<Record<string, string>> = {
  'app.id': '/id',
  'app.name': '/name',
  'app.version': '/version',
  'app.permissions': '/permissions',
  'app.ui.mode': '/ui/mode',
  'app.ui.entry': '/ui/entry',
  'api.minimumVersion': '/api/minimumVersion',
  'api.maximumTestedVersion': '/api/maximumTestedVersion',
  'api.optionalCapabilities': '/api/optionalCapabilities',
  'api.targetStability': '/api/targetStability',
  'api.targetBaseline': '/api/targetBaseline',
  'api.experimentalCapabilitiesAccepted': '/api/experimentalCapabilitiesAccepted',
};

const UI_MODES = ['none', 'shell-panel', 'static', 'app'] as const;
const STABILITIES = ['stable', 'experimental'] as const;

/**
 * Reads a native manifest (`assay-manifest.json`). Wrong values are faults of the result.
 * @param path shown in messages and locations
 * @throws AssayError of kind input: those of parseManifestObject
 */
export function parseNativeManifest(source: string | Uint8Array, path: string): NativeManifest {
  const { document, json } = parseManifestObject(source, path);
  const locate = (pointer: string): Location => document.locate(pointer);
  return {
    path,
    json,
    faults: [...schemaFaults(validate, document, json), ...crossedVersions(document, json)],
    locate,
  };
}

/** The part that every dialect has. What is missing from the manifest is empty here and a fault there. */
export function nativeApp(manifest: NativeManifest): AppManifest {
  const { json } = manifest;
  return {
    dialect: 'native',
    id: text(json.id) ?? '',
    name: text(json.name) ?? '',
    version: text(json.version) ?? '',
    uiMode: choice(isJsonObject(json.ui) ? json.ui.mode : undefined, UI_MODES) ?? 'none',
    permissions: [...new Set(textsAt(json, '/permissions/*').map(({ value }) => value))],
    api: apiOf(isJsonObject(json.api) ? json.api : undefined),
    locate: (field) => locateField(manifest, field),
  };
}

/** Two numbers that are each right and together are not. */
function crossedVersions(document: { locate(pointer: string): Location }, json: JsonObject): PaletteFault[] {
  const { minimumVersion, maximumTestedVersion } = apiOf(isJsonObject(json.api) ? json.api : undefined);
  if (minimumVersion === undefined || maximumTestedVersion === undefined || maximumTestedVersion >= minimumVersion)
    return [];
  return [
    {
      ...faultAt(document, json, '/api/maximumTestedVersion', 'wrong'),
      found: 'is below api.minimumVersion',
      expected: `at least ${minimumVersion}`,
    },
  ];
}

/** A pointer to what is not there would claim too much: then the file alone is named. */
function locateField({ json, path, locate }: NativeManifest, field: string): Location {
  const pointer = POINTERS[field];
  return pointer === undefined || valuesAt(json, pointer).length === 0 ? { path } : locate(pointer);
}

function apiOf(api: JsonObject | undefined): ApiMetadata {
  const minimumVersion = version(api?.minimumVersion);
  const maximumTestedVersion = version(api?.maximumTestedVersion);
  const targetStability = choice(api?.targetStability, STABILITIES);
  const targetBaseline = text(api?.targetBaseline);
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities: [...new Set(textsAt(api?.optionalCapabilities ?? null, '/*').map(({ value }) => value))],
    ...(targetStability === undefined ? {} : { targetStability }),
    ...(targetBaseline === undefined ? {} : { targetBaseline }),
    experimentalCapabilitiesAccepted: api?.experimentalCapabilitiesAccepted === true,
    declared: api !== undefined && Object.keys(api).length > 0,
  };
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function version(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

function choice<T extends string>(value: JsonValue | undefined, words: readonly T[]): T | undefined {
  return words.find((word) => word === value);
}
