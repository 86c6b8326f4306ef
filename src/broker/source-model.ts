import type { ModuleName } from './source-declarations.ts';

/** How a source uses a target; `name` where only its text stands there, as in a constant. */
export type Use = 'call' | 'subscribe' | 'emit' | 'name';

/** A target in a source. */
export interface TargetUse {
  readonly target: string;
  readonly use: Use;
  readonly path: string;
  readonly line: number;
}

/** A handler that a source registers, as `@service("approvalChain.get", scope="hr/approvals.read")`. */
export interface HandlerFact {
  /** As written: a name, or a whole target. */
  readonly name: string;
  readonly scope?: string;
  /** Paths of schema files, where the handler names any. */
  readonly input?: string;
  readonly output?: string;
  readonly path: string;
  readonly line: number;
}

/** A handler that is named as a generated client names it: `MEMBERS_GET`, `members_get`. */
export interface NamedHandler {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

/** A target that is put together when the program runs. */
export interface BuiltTarget {
  readonly path: string;
  readonly line: number;
}

/** An event that a source sends by a bare name. */
export interface EmitFact {
  readonly topic: string;
  readonly path: string;
  readonly line: number;
}

/** What a source takes from a module that may be a generated client, by its names: `createClient()`, `devices`, `v1`. */
export interface ClientReference {
  readonly module: ModuleName;
  readonly steps: readonly string[];
  /** The function whose first argument it is, as `emit`. */
  readonly within?: string;
  readonly path: string;
  readonly line: number;
}

/** A file of a generated client, by what its first lines say. */
export interface ClientModule {
  /** Without ending, and the folder of an index. */
  readonly path: string;
  /** What the package is called that it is. */
  readonly package?: string;
  readonly python: boolean;
  /** True for the one file over palette's own SDK. */
  readonly isPalette: boolean;
  /** Of a file of one namespace, `devices/v1`. */
  readonly namespace?: string;
  readonly targets: readonly string[];
  /** In Python, targets by the constants of their descriptors, where a name alone may not tell. */
  readonly constants?: ReadonlyMap<string, string>;
}

/** What the sources of an app say of the broker. */
export interface SourceFacts {
  /** Files that were read. */
  readonly files: number;
  /** Files that are too large to be read. */
  readonly unsearched?: readonly string[];
  readonly uses: readonly TargetUse[];
  readonly handlers: readonly HandlerFact[];
  /** Handlers that only the names of what the app provides can tell. */
  readonly named?: readonly NamedHandler[];
  readonly emits: readonly EmitFact[];
  /** Events that are sent by what a generated Python client calls them: `MEMBER_UPDATED`. */
  readonly sent?: ReadonlySet<string>;
  /** Uses of what may be a client. */
  readonly references?: readonly ClientReference[];
  /** The clients that are there. */
  readonly clients?: readonly ClientModule[];
  /** What can't be judged. */
  readonly built?: readonly BuiltTarget[];
  /** What is called by a chain of names, as `hr.approvalChain.get`: so generated clients are used. */
  readonly chains: ReadonlySet<string>;
}
