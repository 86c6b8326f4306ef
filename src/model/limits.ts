/** Nesting depths and sizes (bytes) that readers accept, by what is read. */
export const DEPTH = { signedMetadata: 32, ownFormats: 200, userSchemas: 1000 } as const;

const MiB = 1024 * 1024;
export const SIZE = {
  config: 1 * MiB,
  document: 64 * MiB,
  manifest: 128 * 1024,
  catalog: 1 * MiB,
  signature: 64 * 1024,
} as const;
