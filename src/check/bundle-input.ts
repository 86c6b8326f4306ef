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

/** What the manifest says of the platform, where its dialect can say so. */
export interface BundleDeclared {
  /** By kind; one is absent where the dialect has no words for it. */
  readonly names: Readonly<Partial<Record<DeclaredKind, readonly string[]>>>;
  /** Ranges of the sdks that the app is made for, by part. */
  readonly sdk: Readonly<Partial<Record<'frontend' | 'backend', string>>>;
  /** Routes that anybody may call; absent where the dialect can't say so. */
  readonly publicRoutes?: readonly string[];
  /** Targets, or names where there is no namespace, of the methods and events that the app provides. */
  readonly provided: readonly string[];
}

export type DeclaredKind = 'secret' | 'connection' | 'service';

/** Something of the platform's that the code asks for by name. */
export interface NamedUse extends BundlePlace {
  readonly kind: DeclaredKind | 'variable';
  readonly name: string;
}

/** A module that the code imports and must not. */
export interface ForbiddenUse extends BundlePlace {
  readonly name: string;
  /** Completes "… imports x, which …". */
  readonly says: string;
}

/** An sdk that is not the one that the app needs. */
export interface SdkFact {
  /** Out of range: what the lock file has. Too old: what the range takes, where a permission needs a later one. */
  readonly kind: 'out-of-range' | 'too-old';
  readonly part: 'frontend' | 'backend';
  readonly range: string;
  readonly version: string;
  readonly file: string;
  readonly permission?: string;
}

/** A package file and its lock file that don't say the same. */
export interface LockDrift extends BundlePlace {
  /** The dependency's name. */
  readonly name: string;
  readonly says: string;
}

/** A fault of a page, by the rule that it breaks. */
export interface PageUse extends BundlePlace {
  readonly kind: 'unsafe' | 'markup' | 'asset';
  /** Completes "the page …". */
  readonly says: string;
  readonly subject: string;
}

/** What an earlier release was, as its bundle or its catalog entry says. */
export interface PreviousRelease {
  readonly path: string;
  readonly version: string;
  /** Whether the content is the same. */
  readonly same: boolean;
  readonly permissions: readonly string[];
  /** Absent where the source does not say it. */
  readonly hosts?: readonly string[];
  /** Targets of methods and events that it provides; absent where the source does not say it. */
  readonly provided?: readonly string[];
  /** Why nobody can say that this is what was released; absent where its signature held, or it is a bundle as it was given. */
  readonly unverified?: string;
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
  readonly openTables: readonly (BundlePlace & { readonly name: string })[];
  /** Variables of the environment that once changed a limit. */
  readonly limitOverrides: readonly string[];
  /** Sources that were searched: neither tests nor generated. */
  readonly sources: number;
  readonly imports: readonly ForbiddenUse[];
  /** What the code asks the platform for, each at its first place in each file. */
  readonly uses: readonly NamedUse[];
  /** Every text in the code that may be the name of something declared; absent where that can't be said. */
  readonly names?: ReadonlySet<string>;
  /** Routes that ask for no permission, as `GET /claims`. */
  readonly openRoutes: readonly (BundlePlace & { readonly route: string })[];
  readonly lockDrift: readonly LockDrift[];
  readonly sdk: readonly SdkFact[];
  readonly pages: readonly PageUse[];
  /** Absent where the manifest's dialect says nothing of the kind. */
  readonly declared?: BundleDeclared;
  /** Absent where nothing was given to compare with. */
  readonly previous?: PreviousRelease;
  /** Text files that were too large to look into. */
  readonly notSearched: readonly string[];
}

/** What is found in a bundle that was not looked into. */
export const NOTHING_FOUND = {
  secrets: [],
  dependencies: [],
  versions: [],
  permissionsUsed: [],
  permissionWords: new Set<string>(),
  openTables: [],
  limitOverrides: [],
  sources: 0,
  imports: [],
  uses: [],
  openRoutes: [],
  lockDrift: [],
  sdk: [],
  pages: [],
  notSearched: [],
} as const satisfies Partial<BundleInput>;
