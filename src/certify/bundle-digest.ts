import type { Bundle } from '../bundle/model.ts';
import { type Digest, digestBytes, digestJson } from '../model/digest.ts';

/**
 * What names a bundle's content: the archive's own digest, or for a folder the digest over the RFC 8785 form of
 * [path, digest] of every file, in code-unit order of the paths.
 * @throws AssayError of the bundle's reader
 */
export function bundleDigest(bundle: Bundle): Digest {
  if (bundle.archive) return `sha256:${bundle.archive.sha256}`;
  return digestJson([...bundle.files.values()].map((file) => [file.path, digestBytes(file.read())]));
}
