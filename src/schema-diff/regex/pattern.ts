import { Dfa, runAutomaton } from './dfa.ts';
import { AutomatonLimit, searchNfa } from './nfa.ts';
import { parseRegex, RegexSyntaxError } from './parse-regex.ts';
import { type Backtracking, backtracking, isRegular, type Regex } from './syntax.ts';

/** Most steps that a backtracking match may be expected to take. */
const MAX_BACKTRACKING = 200_000;
const MAX_NESTED_LENGTH = 14;

/** One `pattern`: matched by the engine's RegExp where that can't blow up, by a finite automaton elsewhere. */
export class Pattern {
  readonly source: string;
  private readonly native: RegExp;
  private readonly tree: Regex | undefined;
  private readonly risk: Backtracking;
  private dfa: Dfa | 'none' | undefined;

  constructor(source: string, native: RegExp, tree: Regex | undefined) {
    this.source = source;
    this.native = native;
    this.tree = tree;
    this.risk = tree === undefined ? { nested: true, repeats: 1 } : backtracking(tree);
  }

  /** The finite automaton; undefined where the pattern has none (look-around, back references) or it is too large. */
  automaton(): Dfa | undefined {
    if (this.dfa === undefined) this.dfa = this.makeDfa() ?? 'none';
    return this.dfa === 'none' ? undefined : this.dfa;
  }

  /** Does the pattern match somewhere in the text? Undefined where finding out could take for ever. */
  matches(text: string): boolean | undefined {
    if (this.isCheap(text.length)) return this.native.test(text);
    const dfa = this.automaton();
    if (dfa === undefined) return undefined;
    try {
      return runAutomaton(dfa, text);
    } catch (error) {
      if (error instanceof AutomatonLimit) return undefined;
      throw error;
    }
  }

  private isCheap(length: number): boolean {
    if (this.risk.nested) return length <= MAX_NESTED_LENGTH;
    return (length + 1) ** (this.risk.repeats + 1) <= MAX_BACKTRACKING;
  }

  private makeDfa(): Dfa | undefined {
    if (this.tree === undefined || !isRegular(this.tree)) return undefined;
    try {
      return new Dfa(searchNfa(this.tree));
    } catch (error) {
      if (error instanceof AutomatonLimit) return undefined;
      throw error;
    }
  }
}

/** Compiles a pattern in Unicode mode, or, where that refuses it, as lenient validators do; undefined where nothing accepts it. */
export function compilePattern(source: string): Pattern | undefined {
  const strict = tryRegExp(source, 'u');
  if (strict !== undefined) return new Pattern(source, strict, tryParse(source));
  const plain = withoutNeedlessEscapes(source);
  const mended = tryRegExp(plain, 'u');
  if (mended !== undefined) return new Pattern(source, mended, tryParse(plain));
  const legacy = tryRegExp(source, '');
  return legacy === undefined ? undefined : new Pattern(source, legacy, undefined);
}

function tryRegExp(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function tryParse(source: string): Regex | undefined {
  try {
    return parseRegex(source);
  } catch (error) {
    if (error instanceof RegexSyntaxError) return undefined;
    throw error;
  }
}

/** `\-` or `\_` mean the character itself outside of Unicode mode, and are errors in it. */
function withoutNeedlessEscapes(source: string): string {
  return source.replace(/\\(.)/gsu, (whole, char: string) =>
    /[\^$\\.*+?()[\]{}|/0-9A-Za-z]/.test(char) ? whole : char === '-' ? '\\x2d' : char,
  );
}
