import { canonicalPretty } from '../model/json/canonical.ts';
import type { JsonObject } from '../model/json/value.ts';
import type { LoadedManifest } from './dialects.ts';
import { normalisePalette } from './normalise-palette.ts';
import type { KeptRequirement, MappedRequirement } from './requires-to-consumes.ts';

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
 * One form for all spellings of a manifest: of a palette manifest a palette manifest, of any other dialect the part
 * that all dialects have (AppManifest), as JSON.
 */
export function normaliseManifest({ app, palette }: LoadedManifest): NormalisedManifest {
  if (palette !== undefined) {
    const normalised = normalisePalette(palette.json);
    return { ...normalised, text: canonicalPretty(normalised.json) };
  }
  const { dialect, id, name, version, uiMode, permissions, api } = app;
  const json = { dialect, id, name, version, uiMode, permissions, api: { ...api } };
  return { json, text: canonicalPretty(json), mapped: [], kept: [] };
}
