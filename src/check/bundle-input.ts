import type { Severity } from '../model/finding.ts';

/** What a reader or a verifier found in the bytes, by the rule that it breaks. */
export interface BundleFault {
  /** Second word of the rule's id: `archive-path`. */
  readonly rule: string;
  /** Completes the finding: starts in lower case. */
  readonly message: string;
  /** Names the thing for the fingerprint. */
  readonly subject: string;
  readonly severity?: Severity;
}

/** A place in a bundle's file; the line is absent where a whole file is meant. */
export interface BundlePlace {
  readonly file: string;
  readonly line?: number;
}

/** A secret in plain sight: where and of what kind, never what. */
export interface SecretFact extends BundlePlace {
  readonly kind: string;
  /** Tells one secret from another without telling it. */
  readonly digest: string;
}

export interface DependencyFact extends BundlePlace {
  readonly kind: 'lifecycle-script' | 'source' | 'lock-missing';
  /** The script's or the package's name; empty for a missing lock file. */
  readonly name: string;
  /** Completes "… which …". */
  readonly says: string;
}

export interface VersionFact extends BundlePlace {
  readonly version: string;
}

/** What the manifest says, in any dialect. */
export interface BundleClaims {
  readonly dialect: 'crypta' | 'palette' | 'native';
  readonly file: string;
  readonly id: string;
  readonly version: string;
  readonly permissions: readonly string[];
  /** Files or folders that must be there, by what the manifest calls them. */
  readonly entries: readonly { readonly field: string; readonly path: string }[];
  readonly hosts: readonly string[];
  /** False where a user interface asks to run outside the sandbox. */
  readonly sandboxed: boolean;
}

/** A bundle as its rules see it. */
export interface BundleInput {
  /** The bundle's path as shown to people. */
  readonly path: string;
  /** `app.tgz!/file`, or `folder/file` for a directory. */
  locate(file: string): string;
  readonly faults: readonly BundleFault[];
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** Absent where the bundle has no manifest. */
  readonly claims?: BundleClaims;
  /** Why the app's program can't be started; absent where it can, or where there is none. */
  readonly notLaunchable?: string;
  readonly secrets: readonly SecretFact[];
  readonly dependencies: readonly DependencyFact[];
  readonly versions: readonly VersionFact[];
  /** Permissions that the code asks for by name, each at its first place. */
  readonly permissionsUsed: readonly (BundlePlace & { readonly name: string })[];
  /** Every text in the code that looks like a permission's name. */
  readonly permissionWords: ReadonlySet<string>;
  /** Tables that a migration makes and none restricts to rows of one organisation. */
  readonly openTables: readonly (BundlePlace & { readonly table: string })[];
  /** Variables of the environment that once changed a limit. */
  readonly limitOverrides: readonly string[];
}
