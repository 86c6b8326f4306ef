import type { RepositoryRevocations } from '../formats/generated/repository-revocations.ts';
import validateRevocations from '../formats/generated/validators/repository-revocations.js';
import { validateDocument } from '../formats/validate.ts';
import { digestBytes } from '../model/digest.ts';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { breach } from './breach.ts';
import { REVOCATION_ROLE, REVOCATIONS_PATH, type RepositorySource, type TargetsRole, type Verified } from './model.ts';
import { MAX_BYTES } from './policy.ts';
import { parseSignedJson } from './signed-json.ts';
import { storedName } from './target-path.ts';

/**
 * What the role revocation takes back. Where targets delegates to that role it has to be there: whoever could hide it
 * could undo it.
 * @returns undefined where nobody may revoke anything
 * @throws AssayError revocation-unavailable, bundle-digest-mismatch, catalog-binding, metadata-invalid (integrity)
 */
export function readRevocations(
  source: RepositorySource,
  top: TargetsRole,
  delegated: ReadonlyMap<string, Verified<TargetsRole>>,
  catalog: string,
): RepositoryRevocations | undefined {
  if (!top.delegations.some(({ name }) => name === REVOCATION_ROLE)) return undefined;
  const target = delegated.get(REVOCATION_ROLE)?.role.targets.get(REVOCATIONS_PATH);
  if (target === undefined)
    throw breach(
      'revocation-unavailable',
      `the role ${REVOCATION_ROLE} signs no ${REVOCATIONS_PATH}`,
      REVOCATIONS_PATH,
    );
  const stored = storedName(REVOCATIONS_PATH, target.sha256);
  const path = source.shownDocument(stored);
  const bytes = source.document(stored, MAX_BYTES.targets);
  if (bytes === undefined) throw breach('revocation-unavailable', 'is signed for and not there', path);
  if (bytes.length !== target.length || digestBytes(bytes) !== `sha256:${target.sha256}`)
    throw breach('bundle-digest-mismatch', `is not the file with the digest sha256:${target.sha256}`, path);
  const revocations = parseRevocations(bytes, path);
  if (revocations.catalog !== catalog)
    throw breach('catalog-binding', `is of the catalog ${revocations.catalog}, not of ${catalog}`, path);
  return revocations;
}

/** @throws AssayError metadata-invalid, json-… (integrity) */
export function parseRevocations(bytes: Uint8Array, path: string): RepositoryRevocations {
  const value = parseSignedJson(bytes, path);
  const locate = (pointer: string) => ({ path, pointer });
  try {
    return validateDocument<RepositoryRevocations>({ value, locate }, validateRevocations, 'list of revocations');
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    throw breach('metadata-invalid', error.message.replace(/^.*? is not a valid/, 'is not a valid'), path);
  }
}

/** The bytes of a list of revocations. */
export function encodeRevocations(revocations: RepositoryRevocations): Uint8Array {
  return Buffer.from(canonicalJson(revocations));
}
