import { type Digest, digestBytes, digestJson } from '../model/digest.ts';
import type { Bundle, BundleFile } from './model.ts';

/** What identifies a bundle, from the bytes that were handed out to the files that they hold. */
export interface BundleDigests {
  /** Of the archive file; absent for a directory. */
  readonly file?: Digest;
  /** Of the uncompressed tar stream: the same for every compression. Absent for what is no .tgz. */
  readonly tar?: Digest;
  /** Of the list of files: the same however they are packed. */
  readonly tree: Digest;
}

/**
 * The three digests of a bundle. The tree is SHA-256 over the RFC 8785 form of `[{path, mode, size, sha256}, …]` in
 * code-unit order of the paths; `mode` is "0644" or "0755", as the file is executable or not. Reads every file whose
 * digest is not known yet.
 */
export function bundleDigests(bundle: Bundle): BundleDigests {
  const tree = [...bundle.files.values()].map((file) => ({
    path: file.path,
    mode: file.executable ? '0755' : '0644',
    size: file.size,
    sha256: fileSha256(file),
  }));
  return {
    ...(bundle.archive === undefined ? {} : { file: `sha256:${bundle.archive.sha256}` as const }),
    ...(bundle.tarSha256 === undefined ? {} : { tar: `sha256:${bundle.tarSha256}` as const }),
    tree: digestJson(tree),
  };
}

/** 64 lower-case hex digits. */
export function fileSha256(file: BundleFile): string {
  return file.sha256 ?? digestBytes(file.read()).slice('sha256:'.length);
}
