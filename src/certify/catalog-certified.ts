import type { CryptaCatalog } from '../catalog/model.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { Digest } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';

/**
 * Whether a certification lets a catalog be signed: it passed, and it is about the very bundle of every entry, packed or
 * as the folder that it was packed from.
 * @param contents digests of the bundles' files, by app id
 * @returns fingerprints of the findings that it shows as waived
 * @throws AssayError certification-no-go (integrity), certification-missing-bundle (integrity)
 */
export function catalogCertified(
  catalog: CryptaCatalog,
  { path, certification }: { readonly path: string; readonly certification: Certification },
  contents: ReadonlyMap<string, Digest>,
): readonly string[] {
  const { decision, candidate, findings } = certification;
  if (decision === 'no-go')
    throw new AssayError({
      kind: 'integrity',
      code: 'certification-no-go',
      message: `${path} did not pass: its decision is no-go`,
      hint: 'mend what it found, certify again, and sign what passes',
      location: { path },
    });
  const certified = new Set<string | null | undefined>(
    candidate.artifacts.flatMap(({ kind, digest }) => (kind === 'bundle' && digest !== null ? [digest] : [])),
  );
  const stranger = catalog.entries.find(
    ({ id, bundle }) => !certified.has(`sha256:${bundle.sha256}`) && !certified.has(contents.get(id)),
  );
  if (stranger !== undefined)
    throw new AssayError({
      kind: 'integrity',
      code: 'certification-missing-bundle',
      message: `${path} is not about the bundle of ${quote(stranger.id)}, sha256:${stranger.bundle.sha256}`,
      hint: 'certify the bundles that the catalog offers: name them, or the folders that they are packed from, in assay.config.json',
      location: stranger.locate('bundle.sha256'),
    });
  return findings.flatMap(({ fingerprint, waivedBy }) => (waivedBy === undefined ? [] : [fingerprint]));
}
