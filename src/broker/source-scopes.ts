/** A part of a source in which names have a meaning, as indexes of its words. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** True for the body of a class: what its methods call `this` has members that are declared here. */
  readonly isClass?: boolean;
}

/** What declares a name. */
export interface Declaration {
  readonly name: string;
  /** Index of its word. */
  readonly at: number;
}

interface Scope<D> extends Span {
  readonly parent: Scope<D> | undefined;
  readonly declared: Map<string, D[]>;
}

/** Of more declarations of one name in one scope, which no person wrote, the name means nothing. */
const MOST_DECLARED = 100;
/** Scopes around a name that are asked for it. */
const MOST_AROUND = 200;

/** What names mean where. */
export class Scopes<D extends Declaration> {
  /** By the index of a word. */
  private readonly innermost: Scope<D>[] = [];
  private readonly root: Scope<D>;

  /** @param spans that lie in one another or side by side @param words how many the source has */
  constructor(spans: readonly Span[], words: number) {
    this.root = { from: 0, to: words, parent: undefined, declared: new Map() };
    const ordered = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
    let scope = this.root;
    let next = 0;
    for (let at = 0; at < words; at += 1) {
      while (at > scope.to && scope.parent !== undefined) scope = scope.parent;
      for (let span = ordered[next]; span !== undefined && span.from <= at; span = ordered[next]) {
        next += 1;
        if (span.to >= at) scope = { ...span, parent: scope, declared: new Map() };
      }
      this.innermost[at] = scope;
    }
  }

  /** Declares a name for the innermost scope around a word, or for the innermost class. */
  declare(declaration: D, around: number, where: 'scope' | 'class' = 'scope'): void {
    let scope: Scope<D> | undefined = this.innermost[around] ?? this.root;
    if (where === 'class') while (scope?.isClass !== true && scope?.parent !== undefined) scope = scope.parent;
    const { declared } = scope ?? this.root;
    const others = declared.get(declaration.name);
    if (others === undefined) declared.set(declaration.name, [declaration]);
    else if (others.length <= MOST_DECLARED) others.push(declaration);
  }

  /** What a name means at a word: the last declaration before it in the innermost scope that has one. */
  find(name: string, at: number): D | undefined {
    let scope: Scope<D> | undefined = this.innermost[at] ?? this.root;
    for (let asked = 0; scope !== undefined && asked < MOST_AROUND; asked += 1) {
      const found = scope.declared.get(name);
      if (found !== undefined)
        return found.length > MOST_DECLARED ? undefined : (found.findLast((each) => each.at <= at) ?? found[0]);
      scope = scope.parent;
    }
    return undefined;
  }
}
