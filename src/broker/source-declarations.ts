import type { Declaration, Span } from './source-scopes.ts';
import type { Tokens } from './source-tokens.ts';

/** The module that an import names. */
export interface ModuleName {
  /** Path without ending: from where the source's own path begins, or as it is written. */
  readonly path: string;
  /** True for what was written relative to the source. */
  readonly relative: boolean;
}

/**
 * What a name of a module leads to, step by step: `createClient()`, `devices`, `v1`. A type has a `:` after it, and a
 * call that stands elsewhere, where the name was given its value, a `=`.
 */
export interface Member {
  readonly module: ModuleName;
  readonly steps: readonly string[];
}

/** A name and where what it means is written. */
export interface SourceDeclaration extends Declaration {
  /** Index of a word in the scope that the name is for. */
  readonly around: number;
  readonly where?: 'class';
  /** Of an import. */
  readonly member?: Member;
  /** Index of the first word of its type, of its value. */
  readonly type?: number;
  readonly value?: number;
  /** What is taken out of it: `devices`, `v1` in `const { devices: { v1 } } = client`. */
  readonly path: readonly string[];
}

/** The names of a source, and where they have a meaning. */
export interface Declarations {
  readonly spans: readonly Span[];
  readonly names: readonly SourceDeclaration[];
  /** Where the members of a named type begin: the index of its brace. */
  readonly shapes: ReadonlyMap<string, number>;
}

/** Collects the words of a source, one after the other. */
export class TokenReader {
  readonly tokens: Tokens;
  protected readonly names: SourceDeclaration[] = [];
  protected readonly spans: Span[] = [];

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  protected text(at: number): string {
    const token = this.tokens.list[at];
    return token === undefined || token.kind === 'text' ? '' : token.text;
  }

  protected isName(at: number): boolean {
    return this.tokens.list[at]?.kind === 'name';
  }

  /** The index after a word, or after the bracket that closes the one that it is. */
  protected after(at: number): number {
    return (this.tokens.closes.get(at) ?? at) + 1;
  }

  /** The first of some marks outside of brackets, or what closes the brackets around. */
  protected find(from: number, marks: ReadonlySet<string>, most = 500): number {
    let at = from;
    for (let passed = 0; passed < most && at < this.tokens.list.length; passed += 1) {
      const text = this.text(at);
      if (marks.has(text) || text === ')' || text === ']' || text === '}') return at;
      at = this.after(at);
    }
    return at;
  }
}
