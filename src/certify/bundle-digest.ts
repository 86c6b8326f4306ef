import type { Bundle } from '../bundle/model.ts';
import { type Digest, digestBytes, digestJson } from '../model/digest.ts';

/**
 * What names a bundle's content: the archive's own digest, or for a folder the digest over the RFC 8785 form of
 * [path, digest] of every file, in code-unit order of the paths.
 * @throws AssayError of the bundle's reader
 */
export function bundleDigest(bundle: Bundle): Digest {
  return bundle.archive ? `sha256:${bundle.archive.sha256}` : contentDigest(bundle);
}

/** The digest of a bundle's files, however they are packed: what names the folder that an archive was packed from. */
export function contentDigest(bundle: Bundle): Digest {
  return digestJson([...bundle.files.values()].map((file) => [file.path, digestBytes(file.read())]));
}
