import type { BundleStatement } from '../formats/generated/bundle-statement.ts';
import validate from '../formats/generated/validators/bundle-statement.js';
import { validateDocument } from '../formats/validate.ts';
import { PREDICATE } from '../model/predicate-types.ts';
import type { KeySet, TrustedKey } from '../trust/key-set.ts';
import type { Statement } from '../trust/statement/statement.ts';
import { verifyStatement } from '../trust/statement/verify-statement.ts';
import type { BundleDigests } from './bundle-digests.ts';

/** The bundle that a statement is about. */
export interface StatedBundle {
  /** Name of the archive or the folder, for people. */
  readonly name: string;
  readonly id: string;
  readonly version: string;
  readonly digests: BundleDigests;
}

/**
 * What is signed of a bundle. Its subjects are the archive, where it is one, and the tree, which is the same however the
 * files are packed; the name of each is for people.
 */
export function bundleStatement({ name, id, version, digests }: StatedBundle): Statement {
  const { file, tree } = digests;
  const predicate: BundleStatement = { kind: 'assay.bundle-statement', schemaVersion: 1, id, version, tree };
  return {
    subjects: [...(file === undefined ? [] : [{ name, digest: file }]), { name: `${name} (tree)`, digest: tree }],
    predicateType: PREDICATE.bundle,
    predicate,
  };
}

/** What a statement says, and the first trusted key that signed it. */
export interface VerifiedBundleStatement {
  readonly key: TrustedKey;
  /** What it is about, where that is not this bundle: in words that complete "the signature …". */
  readonly elsewhere?: string;
}

/**
 * Verifies a statement about a bundle: first the signatures over the very bytes, then whether it is about this bundle.
 * An archive has to be one of the subjects itself: other bytes that hold the same files were not signed.
 * @throws AssayError those of verifyStatement (integrity, input); schema-invalid (input) where the predicate is not ours
 */
export function verifyBundleStatement(
  bytes: Uint8Array,
  keys: KeySet,
  path: string,
  digests: BundleDigests,
): VerifiedBundleStatement {
  const { subjects, predicateType, predicate, document, signers } = verifyStatement(bytes, keys, { path });
  const [key] = signers;
  if (key === undefined) throw new Error('a verified statement without a signer');
  if (predicateType !== PREDICATE.bundle) return { key, elsewhere: 'is over a statement about something else' };
  const said = { value: predicate, locate: (pointer: string) => document.locate(`/predicate${pointer}`) };
  validateDocument<BundleStatement>(said, validate, 'statement about a bundle');
  const wanted = digests.file ?? digests.tree;
  return subjects.some(({ digest }) => digest === wanted) ? { key } : { key, elsewhere: 'is over another bundle' };
}
