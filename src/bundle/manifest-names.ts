/** How crypta's manifest is called. */
export const CRYPTA_MANIFEST = 'cryptad-app.properties';

/** How the manifests of all dialects are called at a bundle's root. */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set([
  CRYPTA_MANIFEST,
  'palette-plugin.json',
  'assay-manifest.json',
]);
