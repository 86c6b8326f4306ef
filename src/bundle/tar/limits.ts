const MiB = 1024 * 1024;

export interface ArchiveLimits {
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

/** What a .tgz bundle may hold at most: no honest app comes near, and no bomb gets past. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  packed: 64 * MiB,
  unpacked: 512 * MiB,
  ratio: 200,
  ratioFloor: MiB,
  entries: 20_000,
  depth: 32,
  path: 1024,
  component: 255,
};

/** How many bytes an archive of this size may unpack to. */
export function mostUnpacked(packed: number, limits: ArchiveLimits): number {
  return Math.min(limits.unpacked, Math.max(limits.ratioFloor, limits.ratio * packed));
}
