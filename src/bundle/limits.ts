const MiB = 1024 * 1024;

/** What a bundle of one form may hold at most. */
export interface BundleLimits {
  /** Bytes of the file, and of what it unpacks to. */
  readonly packed: number;
  readonly unpacked: number;
  /** Unpacked bytes for each packed one, counted from `ratioFloor` unpacked bytes on. */
  readonly ratio: number;
  readonly ratioFloor: number;
  readonly entries: number;
  /** Parts of a path. */
  readonly depth: number;
  /** UTF-8 bytes of a path and of each part. */
  readonly path: number;
  readonly component: number;
}

/** What no form may exceed: no honest app comes near, and no bomb gets past. */
export const COMMON_LIMITS = {
  unpacked: 512 * MiB,
  ratio: 200,
  ratioFloor: MiB,
  depth: 32,
  path: 1024,
  component: 255,
} as const;

/**
 * The one table of limits, by what a bundle is packed in. Crypta nodes take zips of 4,096 files and 512 MiB, packed or
 * not, because their zips are not compressed. A folder may hold what its packed form may: the most that any form may,
 * or what a zip may where its manifest is crypta's.
 */
export const BUNDLE_LIMITS = {
  tgz: { ...COMMON_LIMITS, packed: 64 * MiB, entries: 20_000 },
  zip: { ...COMMON_LIMITS, packed: 512 * MiB, entries: 4096 },
  directory: { ...COMMON_LIMITS, packed: 512 * MiB, entries: 20_000 },
} as const satisfies Readonly<Record<'tgz' | 'zip' | 'directory', BundleLimits>>;

/** How many bytes an archive of this size may unpack to. */
export function mostUnpacked(packed: number, limits: BundleLimits): number {
  return Math.min(limits.unpacked, Math.max(limits.ratioFloor, limits.ratio * packed));
}
