/** The formats of a certification's reports; `render/registry.ts` has a renderer for each, and flags offer them. */
export const REPORT_FORMATS = [
  'text',
  'json',
  'md',
  'sarif',
  'sarif-github',
  'junit',
  'ctrf',
  'github',
  'waivers-csv',
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];
