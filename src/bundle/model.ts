import type { ArchiveNote } from './tar/archive-rules.ts';

/** One regular file of a bundle. */
export interface BundleFile {
  /** POSIX path relative to the bundle's root. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly executable: boolean;
  /** 64 lower-case hex digits; present where the content was hashed when the bundle was read. */
  readonly sha256?: string;
  /** The content; reads lazily where the bundle is a directory. */
  read(): Uint8Array;
}

/** A read-only view of a bundle, whatever it is packed in. Nothing is ever extracted. */
export interface Bundle {
  readonly packing: 'directory' | 'zip' | 'tgz';
  /** Path as shown to people. */
  readonly path: string;
  /** Size (bytes) and digest of the archive file; absent for a directory. */
  readonly archive?: { readonly size: number; readonly sha256: string };
  /** Digest of the uncompressed tar stream of a .tgz: the same whatever compressed it. */
  readonly tarSha256?: string;
  /** The time of a .tgz's first entry, in seconds since 1970: in the dialect that assay writes, the time of all. */
  readonly epoch?: number;
  /** Harmless differences from the dialect that assay writes; absent or empty where there are none. */
  readonly notes?: readonly ArchiveNote[];
  /** Files by path, in code-unit order of their paths. */
  readonly files: ReadonlyMap<string, BundleFile>;
}
