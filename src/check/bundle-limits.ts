/** The folders whose size is limited, and the limit of each (bytes, unpacked). */
export const BUNDLE_PARTS = ['frontend', 'backend'] as const;
export const BUNDLE_PART_LIMIT = 15 * 1024 * 1024;

/** Variables that other tools let change the limits. */
export const LIMIT_OVERRIDES = ['PALETTE_MAX_FRONTEND_BUNDLE_BYTES', 'PALETTE_MAX_BACKEND_BUNDLE_BYTES'] as const;
