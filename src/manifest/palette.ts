import validate from '../formats/generated/validators/palette-plugin.js';
import { inputError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { type JsonDocument, parseJson } from '../model/json/parse.ts';
import { isJsonObject, type JsonObject } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import type { ApiMetadata, AppManifest } from './model.ts';
import { schemaFaults } from './palette-faults.ts';
import type { PaletteManifest } from './palette-model.ts';
import { textsAt, valuesAt } from './palette-places.ts';

/** Where the fields that rules ask for by their crypta names stand here. */
const POINTERS: Readonly<Record<string, string>> = {
  'app.id': '/id',
  'app.name': '/name',
  'app.version': '/version',
  'app.permissions': '/permissions',
  'app.ui.mode': '/frontend',
  'api.minimumVersion': '/platform/min_version',
  'api.maximumTestedVersion': '/platform/max_version',
};

/**
 * Reads a palette manifest (`palette-plugin.json`). Wrong values are faults of the result.
 * @param path shown in messages and locations
 * @throws AssayError of kind input: those of parseJson (a key written twice among them), and manifest-not-an-object
 */
export function parsePaletteManifest(source: string | Uint8Array, path: string): PaletteManifest {
  const { document, json } = parseManifestObject(source, path);
  return { path, json, faults: schemaFaults(validate, document, json), locate: (pointer) => document.locate(pointer) };
}

/**
 * The JSON object that a manifest's text is.
 * @throws AssayError of kind input: those of parseJson, and manifest-not-an-object
 */
export function parseManifestObject(
  source: string | Uint8Array,
  path: string,
): { readonly document: JsonDocument; readonly json: JsonObject } {
  const document = parseJson(source, { path, maxBytes: SIZE.manifest, maxDepth: DEPTH.ownFormats });
  const { value: json } = document;
  if (isJsonObject(json)) return { document, json };
  throw inputError('manifest-not-an-object', `${path} holds no object`, 'a manifest is a JSON object', { path });
}

/** The part that every dialect has. What is missing from the manifest is empty here and a fault there. */
export function paletteApp(manifest: PaletteManifest): AppManifest {
  const { json } = manifest;
  return {
    dialect: 'palette',
    id: text(json, 'id'),
    name: text(json, 'name'),
    version: text(json, 'version'),
    uiMode: 'app',
    permissions: [...new Set(textsAt(json, '/permissions/*').map(({ value }) => value))],
    api: apiOf(json),
    locate: (field) => locateField(manifest, field),
  };
}

/** A pointer to what is not there would claim too much: then the file alone is named. */
function locateField({ json, path, locate }: PaletteManifest, field: string): Location {
  const pointer = POINTERS[field];
  return pointer === undefined || valuesAt(json, pointer).length === 0 ? { path } : locate(pointer);
}

function text(json: JsonObject, key: string): string {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * The platform versions of this dialect are semantic ones, and contract versions are whole numbers: they say the same
 * only where the platform version is a whole number (`4` or `4.0.0`). Elsewhere the app has declared nothing.
 */
function apiOf(json: JsonObject): ApiMetadata {
  const minimumVersion = wholeNumber(json, '/platform/min_version');
  const maximumTestedVersion = wholeNumber(json, '/platform/max_version');
  return {
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
    optionalCapabilities: [],
    experimentalCapabilitiesAccepted: false,
    declared: minimumVersion !== undefined || maximumTestedVersion !== undefined,
  };
}

function wholeNumber(json: JsonObject, place: string): number | undefined {
  const written = textsAt(json, place)[0]?.value ?? '';
  const digits = /^([1-9]\d{0,8})(?:\.0){0,2}$/.exec(written)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
