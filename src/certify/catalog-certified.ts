import type { CryptaCatalog } from '../catalog/model.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { Digest } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import type { Location } from '../model/finding.ts';
import { quote } from '../model/quote.ts';

/** A certification, and the path that it was read from. */
export interface NamedCertification {
  readonly path: string;
  readonly certification: Certification;
}

/** A bundle that is to be offered. */
export interface OfferedBundle {
  /** For messages. */
  readonly name: string;
  /** Of the packed file. */
  readonly digest: Digest;
  /** Of the folder that it was packed from; absent where the bundle was not opened. */
  readonly contents: Digest | undefined;
  /** Where it is offered. */
  readonly location: Location;
}

/**
 * Demands a certification that passed and is about every one of some bundles, packed or as the folder that it was packed
 * from. What passed by a waiver passed until the waiver ended.
 * @param now when the bundles are offered
 * @throws AssayError certification-no-go, certification-ended, certification-missing-bundle (integrity)
 */
export function requireCertified(
  bundles: readonly OfferedBundle[],
  { path, certification: { decision, candidate, waivers, acceptedFindings } }: NamedCertification,
  now: Date,
): void {
  if (decision === 'no-go')
    throw new AssayError({
      kind: 'integrity',
      code: 'certification-no-go',
      message: `${path} did not pass: its decision is no-go`,
      hint: 'mend what it found, certify again, and sign what passes',
      location: { path },
    });
  const list = acceptedFindings && {
    ...acceptedFindings,
    used: acceptedFindings.accepted > 0,
    id: 'accepted findings',
  };
  const ended = [...waivers, ...(list ? [list] : [])].find(
    ({ used, expiresAt }) => used && expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime(),
  );
  if (ended !== undefined)
    throw new AssayError({
      kind: 'integrity',
      code: 'certification-ended',
      message: `${path} passed by ${ended.id ?? ended.path}, which ended at ${ended.expiresAt ?? ''}`,
      hint: 'certify again: what was waived has to be mended by now, or waived anew',
      location: { path },
    });
  const certified = new Set<string | null | undefined>(
    candidate.artifacts.flatMap(({ kind, digest }) => (kind === 'bundle' && digest !== null ? [digest] : [])),
  );
  const stranger = bundles.find(({ digest, contents }) => !certified.has(digest) && !certified.has(contents));
  if (stranger !== undefined)
    throw new AssayError({
      kind: 'integrity',
      code: 'certification-missing-bundle',
      message: `${path} is not about the bundle of ${quote(stranger.name)}, ${stranger.digest}`,
      hint: 'certify the bundles that the catalog offers: name them, or the folders that they are packed from, in assay.config.json',
      location: stranger.location,
    });
}

/**
 * Whether a certification lets a catalog be signed.
 * @param contents digests of the bundles' files, by app id @param now when it is signed
 * @returns fingerprints of the findings that it shows as waived or accepted
 * @throws AssayError as requireCertified does
 */
export function catalogCertified(
  catalog: CryptaCatalog,
  named: NamedCertification,
  contents: ReadonlyMap<string, Digest>,
  now: Date,
): readonly string[] {
  const bundles = catalog.entries.map(
    ({ id, bundle, locate }): OfferedBundle => ({
      name: id,
      digest: `sha256:${bundle.sha256}`,
      contents: contents.get(id),
      location: locate('bundle.sha256'),
    }),
  );
  requireCertified(bundles, named, now);
  return named.certification.findings.flatMap(({ fingerprint, waivedBy, accepted }) =>
    waivedBy === undefined && accepted !== true ? [] : [fingerprint],
  );
}
