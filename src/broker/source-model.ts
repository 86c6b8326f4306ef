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

/** What the sources of an app say of the broker. */
export interface SourceFacts {
  /** Files that were read. */
  readonly files: number;
  readonly uses: readonly TargetUse[];
  readonly handlers: readonly HandlerFact[];
  /** Handlers that only the names of what the app provides can tell. */
  readonly named?: readonly NamedHandler[];
  readonly emits: readonly EmitFact[];
  /** Events that are sent by what a generated Python client calls them: `MEMBER_UPDATED`. */
  readonly sent?: ReadonlySet<string>;
  /** What can't be judged. */
  readonly built?: readonly BuiltTarget[];
  /** What is called by a chain of names, as `hr.approvalChain.get`: so generated clients are used. */
  readonly chains: ReadonlySet<string>;
}
