import { AssayError } from '../model/errors.ts';

/** What a repository is refused for; each is a rule of the area `repository`. */
export type Breach =
  | 'bundle-digest-mismatch'
  | 'catalog-binding'
  | 'clock-behind-lock'
  | 'date-format'
  | 'delegation-ambiguous'
  | 'delegation-path'
  | 'entry-invalid'
  | 'envelope-unknown-field'
  | 'expired-role'
  | 'expired-root'
  | 'expired-snapshot'
  | 'expired-targets'
  | 'expired-timestamp'
  | 'file-special'
  | 'hash-alg'
  | 'hash-encoding'
  | 'json-duplicate-key'
  | 'json-encoding'
  | 'json-malformed'
  | 'json-not-canonical'
  | 'key-alg-mismatch'
  | 'key-duplicate'
  | 'key-not-for-production'
  | 'key-reuse'
  | 'key-weak'
  | 'keyid-mismatch'
  | 'lock-missing'
  | 'metadata-from-future'
  | 'metadata-invalid'
  | 'metadata-limit'
  | 'metadata-missing'
  | 'metadata-too-large'
  | 'revocation-unavailable'
  | 'rollback-role'
  | 'rollback-snapshot'
  | 'rollback-timestamp'
  | 'root-chain-broken'
  | 'root-digest-mismatch'
  | 'root-version-gap'
  | 'sig-duplicate'
  | 'sig-encoding'
  | 'sig-key-not-authorized'
  | 'sig-threshold-not-met'
  | 'sig-too-many'
  | 'snapshot-hash-mismatch'
  | 'snapshot-hash-missing'
  | 'target-missing'
  | 'target-unknown'
  | 'trust-downgrade'
  | 'validity-too-long'
  | 'version-jump'
  | 'version-mismatch'
  | 'version-range'
  | 'version-reused';

/** An error that says which rule a repository breaks. */
export class RepositoryBreach extends AssayError {
  readonly rule: Breach;
  /** Names the thing for the fingerprint. */
  readonly subject: string;

  constructor(rule: Breach, message: string, path: string, subject: string) {
    super({
      kind: 'integrity',
      code: rule,
      message: `${path}: ${message}`,
      hint: `\`assay explain repository/${rule}\` says what this means and what to do`,
      location: { path },
    });
    this.rule = rule;
    this.subject = subject;
  }

  /** The message without the path. */
  get says(): string {
    return this.message.slice(`${this.location?.path ?? ''}: `.length);
  }
}

/**
 * The error for a repository that must not be trusted (exit 4).
 * @param says what is wrong and what was expected @param path of the file, as shown to people
 * @param subject names the thing for the fingerprint: the file unless told
 */
export function breach(rule: Breach, says: string, path: string, subject: string = path): RepositoryBreach {
  return new RepositoryBreach(rule, says, path, subject);
}
