import type { JsonObject } from '../model/json/value.ts';
import type { CryptaManifest } from './crypta-model.ts';
import type { Loss, NativeForm } from './native-form.ts';
import { normaliseNative } from './normalise-native.ts';
import { normalisePalette } from './normalise-palette.ts';
import type { PaletteManifest } from './palette-model.ts';
import { nativeOfPalette } from './palette-to-native.ts';

/** A palette manifest in the native form. What is required in the older form is consumed where a target can say it. */
export function paletteToNative({ json }: PaletteManifest): NativeForm {
  const normalised = normalisePalette(json);
  const { json: native, lost } = nativeOfPalette(normalised.json);
  return { json: normaliseNative(native), lost };
}

/** A crypta manifest in the native form. */
export function cryptaToNative(crypta: CryptaManifest): NativeForm {
  const { id = '', name = '', version = '', exec, ui, permissions, api } = crypta;
  const { declared, waits, optionalCapabilities, experimentalCapabilitiesAccepted, ...versions } = api;
  const metadata = {
    ...versions,
    ...(optionalCapabilities.length === 0 ? {} : { optionalCapabilities: [...optionalCapabilities] }),
    ...(declared ? { experimentalCapabilitiesAccepted } : {}),
  };
  const json: JsonObject = {
    kind: 'assay.manifest',
    schemaVersion: 1,
    id,
    name,
    version,
    ui: { mode: ui.mode, ...(ui.entry === undefined ? {} : { entry: ui.entry }) },
    ...(exec === undefined ? {} : { backend: { entry: exec } }),
    permissions: [...permissions],
    api: metadata,
  };
  return { json: normaliseNative(json), lost: [...lostParts(crypta), ...lostFacts(crypta)] };
}

const NO_PLACE = 'the native form has no place for it';

function lostParts({ quota, sandbox, restart, data, services }: CryptaManifest): Loss[] {
  const parts: readonly (readonly [string, boolean])[] = [
    ['quota.data.bytes', quota.dataBytes !== undefined],
    ['quota.cache.bytes', quota.cacheBytes !== undefined],
    ['sandbox.mode', sandbox.mode !== undefined],
    ['sandbox.required', sandbox.required !== undefined],
    ['app.restart.policy', restart.policy !== undefined],
    ['app.restart.maxAttempts', restart.maxAttempts !== undefined],
    ['app.restart.backoff.ms', restart.backoffMs !== undefined],
    ['app.data.schema.current', data.schemaVersion !== undefined],
    ...data.namespaces.map(({ name }) => [`app.data.schema.namespace.${name}`, true] as const),
    ...data.migrations.map(({ id }) => [`app.data.migration.${id}`, true] as const),
    ...services.provides.map(({ alias }) => [`app.service.${alias}`, true] as const),
    ...services.requests.map(({ alias }) => [`app.service-request.${alias}`, true] as const),
  ];
  return parts.flatMap(([at, said]) => (said ? [{ at, reason: NO_PLACE }] : []));
}

/** What the reader left out. */
function lostFacts({ facts }: CryptaManifest): Loss[] {
  return [
    ...facts.missingKeys.map(({ key }) => ({ at: key, reason: 'it is required and missing' })),
    ...facts.invalidValues.map(({ key }) => ({ at: key, reason: 'its value breaks a rule' })),
    ...facts.unknownKeys.map(({ key }) => ({ at: key, reason: 'it is no key of a manifest' })),
    ...facts.placeholders.map(({ key }) => ({ at: key, reason: 'a build has yet to fill it in' })),
    ...facts.duplicateKeys.flatMap(({ key, sameValue }) =>
      sameValue ? [] : [{ at: key, reason: 'it is written twice, with two values' }],
    ),
  ];
}
