import { canonicalPretty } from '../model/json/canonical.ts';
import type { JsonObject } from '../model/json/value.ts';
import type { LoadedManifest } from './dialects.ts';
import type { Loss } from './native-form.ts';
import { normaliseNative } from './normalise-native.ts';
import { normalisePalette } from './normalise-palette.ts';
import type { KeptRequirement, MappedRequirement } from './requires-to-consumes.ts';
import { cryptaToNative, paletteToNative } from './to-native.ts';

/** A manifest in its one form. */
export interface NormalisedManifest {
  readonly json: JsonObject;
  /** The form's text: RFC 8785 key order, two spaces, one LF at the end. */
  readonly text: string;
  /** Required services that became consumed targets. */
  readonly mapped: readonly MappedRequirement[];
  /** Required services that could not. */
  readonly kept: readonly KeptRequirement[];
}

/**
 * One form for all spellings of a manifest: of a palette manifest a palette manifest, of a native one a native one, of
 * a crypta manifest the part that all dialects have (AppManifest), as JSON.
 */
export function normaliseManifest({ app, palette, native }: LoadedManifest): NormalisedManifest {
  if (palette !== undefined) {
    const normalised = normalisePalette(palette.json);
    return { ...normalised, text: canonicalPretty(normalised.json) };
  }
  if (native !== undefined) {
    const json = normaliseNative(native.json);
    return { json, text: canonicalPretty(json), mapped: [], kept: [] };
  }
  const { dialect, id, name, version, uiMode, permissions, api } = app;
  const json = { dialect, id, name, version, uiMode, permissions, api: { ...api } };
  return { json, text: canonicalPretty(json), mapped: [], kept: [] };
}

/** A manifest of any dialect in the native form, and what that form can't say of it. */
export function toNative(loaded: LoadedManifest): NormalisedManifest & { readonly lost: readonly Loss[] } {
  const { palette, crypta } = loaded;
  const same = normaliseManifest(loaded);
  const native =
    palette !== undefined ? paletteToNative(palette) : crypta === undefined ? undefined : cryptaToNative(crypta);
  if (native === undefined) return { ...same, lost: [] };
  return { ...native, text: canonicalPretty(native.json), mapped: same.mapped, kept: [] };
}
