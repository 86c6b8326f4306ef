/** What `api import --from` reads; contract/import/registry.ts has an importer for each. */
export const IMPORT_DIALECTS = ['crypta', 'openapi', 'asyncapi'] as const;

export type ImportDialect = (typeof IMPORT_DIALECTS)[number];

/** What `api export --to` writes; contract/export/registry.ts has an exporter for each. */
export const EXPORT_FORMATS = ['crypta', 'openapi', 'asyncapi', 'route-policy', 'markdown', 'html'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
