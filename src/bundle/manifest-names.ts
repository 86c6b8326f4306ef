/** How the manifests of all dialects are called at a bundle's root. */
export const MANIFEST_NAMES: ReadonlySet<string> = new Set([
  'cryptad-app.properties',
  'palette-plugin.json',
  'assay-manifest.json',
]);
