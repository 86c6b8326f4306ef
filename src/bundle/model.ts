/** One regular file of a bundle. */
export interface BundleFile {
  /** POSIX path relative to the bundle's root. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly executable: boolean;
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
  /** Files by path, in code-unit order of their paths. */
  readonly files: ReadonlyMap<string, BundleFile>;
}
