import { type Declarations, type ModuleName, type SourceDeclaration, TokenReader } from './source-declarations.ts';
import type { Tokens } from './source-tokens.ts';

const VARIABLE: ReadonlySet<string> = new Set(['const', 'let', 'var']);
const MODIFIER: ReadonlySet<string> = new Set(['public', 'private', 'protected', 'readonly', 'override']);
/** Words before a parenthesis that is no list of parameters. */
const NO_FUNCTION: ReadonlySet<string> = new Set(
  'if for while switch with return typeof await new in of case do else void delete throw yield super import'.split(' '),
);
const END = new Set([',', ';']);
const END_OF_TYPE = new Set([',', ';', '=', '=>']);

/** The names that a source in JavaScript or TypeScript declares. @param moduleOf what the text of an import names */
export function javascriptDeclarations(tokens: Tokens, moduleOf: (written: string) => ModuleName): Declarations {
  return new Reader(tokens, moduleOf).read();
}

class Reader extends TokenReader {
  private readonly shapes = new Map<string, number>();
  private readonly moduleOf: (written: string) => ModuleName;

  constructor(tokens: Tokens, moduleOf: (written: string) => ModuleName) {
    super(tokens);
    this.moduleOf = moduleOf;
  }

  read(): Declarations {
    for (const [at, { kind, text }] of this.tokens.list.entries()) {
      const after = this.text(at - 1) === '.' || this.text(at - 1) === '?.';
      if (kind === 'text' || after) continue;
      if (text === '{') this.block(at);
      else if (text === '(') this.parameters(at);
      else if (text === 'import' && this.text(at + 1) !== '(') this.imports(at);
      else if (VARIABLE.has(text)) this.variables(at + 1);
      else if (text === 'class' || text === 'function') this.named(at + 1);
      else if (text === 'interface' || text === 'type') this.shape(at);
      else if (text === 'this' && this.text(at + 1) === '.') this.field(at);
      else if (kind === 'name' && this.text(at + 1) === '=>') {
        this.spans.push({ from: at, to: this.endOfArrow(at + 1) });
        this.declare(at, { around: at });
      }
    }
    return { spans: this.spans, names: this.names, shapes: this.shapes };
  }

  private declare(
    at: number,
    more: Omit<SourceDeclaration, 'name' | 'at' | 'path'> & { path?: readonly string[] },
  ): void {
    this.names.push({ name: this.text(at), at, path: [], ...more });
  }

  private block(at: number): void {
    const to = this.tokens.closes.get(at);
    if (to === undefined) return;
    const isClass = this.isClassBody(at);
    this.spans.push({ from: at, to, isClass });
    if (isClass) this.fields(at, to);
  }

  private isClassBody(at: number): boolean {
    for (let before = at - 1; before >= Math.max(0, at - 30); before -= 1) {
      const text = this.text(before);
      if (text === 'class') return this.text(before - 1) !== '.';
      if (text === ';' || text === '{' || text === '}' || text === '=>' || text === ')') return false;
    }
    return false;
  }

  /** Members of a class that have a type or a value: `private readonly hub: Client;`, `#hub = createClient(...)`. */
  private fields(open: number, close: number): void {
    for (let at = open + 1; at < close; at = this.after(at)) {
      if (!this.isName(at)) continue;
      const next = this.text(at + 1) === '?' || this.text(at + 1) === '!' ? at + 2 : at + 1;
      const mark = this.text(next);
      if (mark !== ':' && mark !== '=') continue;
      const hash = this.text(at - 1) === '#' ? '#' : '';
      this.member(`this.${hash}${this.text(at)}`, at, { around: at, ...this.typed(next) });
      at = this.find(next + 1, END) - 1;
    }
  }

  private member(name: string, at: number, more: Pick<SourceDeclaration, 'around' | 'type' | 'value'>): void {
    this.names.push({ name, at, path: [], where: 'class', ...more });
  }

  /** `this.hub = ...` */
  private field(at: number): void {
    const hash = this.text(at + 2) === '#' ? 1 : 0;
    const name = at + 2 + hash;
    if (this.text(name + 1) !== '=') return;
    this.member(`this.${hash === 1 ? '#' : ''}${this.text(name)}`, at, { around: at, value: name + 2 });
  }

  /** Type and value after a name. */
  private typed(at: number): Pick<SourceDeclaration, 'type' | 'value'> {
    if (this.text(at) === '=') return { value: at + 1 };
    if (this.text(at) !== ':') return {};
    const end = this.find(at + 1, END_OF_TYPE);
    return { type: at + 1, ...(this.text(end) === '=' ? { value: end + 1 } : {}) };
  }

  private imports(at: number): void {
    let end = at + 1;
    while (end < at + 2_000 && this.tokens.list[end]?.kind !== 'text' && this.text(end) !== ';') end += 1;
    const from = this.tokens.list[end];
    if (from === undefined || from.kind !== 'text') return;
    const module = this.moduleOf(from.text);
    let inside = false;
    for (let name = at + 1; name < end; name += 1) {
      const text = this.text(name);
      if (text === '{') inside = true;
      if (text === '*' && this.text(name + 1) === 'as')
        this.declare(name + 2, { around: at, member: { module, steps: [] } });
      if (text === '*') break;
      if (!this.isName(name) || text === 'from' || (text === 'type' && this.isName(name + 1))) continue;
      const renamed = this.text(name + 1) === 'as' ? 2 : 0;
      this.declare(name + renamed, { around: at, member: { module, steps: [inside ? text : 'default'] } });
      name += renamed;
    }
  }

  private variables(from: number): void {
    let at = from;
    for (let declared = 0; declared < 100; declared += 1) {
      if (VARIABLE.has(this.text(at))) return;
      const after = this.after(at);
      const typed = this.typed(this.text(after) === '!' ? after + 1 : after);
      this.pattern(at, [], { around: from - 1, ...typed });
      const end = this.find(typed.value ?? typed.type ?? after, END);
      if (this.text(end) !== ',') return;
      at = end + 1;
    }
  }

  /** Declares the names of a pattern: `devices`, `{ devices: { v1 }, call: send = f, ...rest }`, `[a, b]`. */
  private pattern(at: number, path: readonly string[], of: Pick<SourceDeclaration, 'around' | 'type' | 'value'>): void {
    if (this.isName(at)) this.declare(at, { ...of, path });
    const close = this.tokens.closes.get(at);
    if (close === undefined || path.length > 20) return;
    const isObject = this.text(at) === '{';
    for (let key = at + 1; key < close; key = this.find(key, END, 10_000) + 1) {
      if (this.text(key) === '...') this.pattern(key + 1, isObject ? path : [...path, '[]'], of);
      else if (!isObject) this.pattern(key, [...path, '[]'], of);
      else {
        const step = [...path, this.tokens.list[key]?.text ?? ''];
        this.pattern(this.text(key + 1) === ':' ? key + 2 : key, step, of);
      }
    }
  }

  private named(at: number): void {
    if (this.isName(at)) this.declare(at, { around: at });
  }

  /** `interface Props {` and `type Props = {` */
  private shape(at: number): void {
    if (!this.isName(at + 1)) return;
    const open = this.find(at + 2, new Set(['{', ';']), 40);
    if (this.text(open) === '{' && !this.shapes.has(this.text(at + 1))) this.shapes.set(this.text(at + 1), open);
  }

  private parameters(open: number): void {
    const close = this.tokens.closes.get(open);
    if (close === undefined) return;
    const to = this.endOfFunction(open, close);
    if (to === undefined) return;
    this.spans.push({ from: open, to });
    for (let at = open + 1; at < close; at = this.find(at, END, 10_000) + 1) {
      let name = at;
      while (MODIFIER.has(this.text(name)) && (this.isName(name + 1) || this.text(name + 1) === '{')) name += 1;
      if (this.text(name) === '...') name += 1;
      const after = this.after(name);
      const of = { around: open, ...this.typed(this.text(after) === '?' ? after + 1 : after) };
      this.pattern(name, [], of);
      if (name > at && this.isName(name)) this.member(`this.${this.text(name)}`, name, { ...of, around: open });
    }
  }

  /** Where the function ends whose parameters stand in parentheses; undefined for parentheses of other kinds. */
  private endOfFunction(open: number, close: number): number | undefined {
    if (this.text(close + 1) === '=>') return this.endOfArrow(close + 1);
    const before = this.text(open - 1);
    const isNamed = (this.isName(open - 1) && !NO_FUNCTION.has(before)) || before === ']' || before === '>';
    if (this.text(close + 1) === '{' && isNamed) return this.tokens.closes.get(close + 1);
    if (this.text(close + 1) !== ':') return undefined;
    // A type is what it gives: what follows is its body, or the arrow.
    for (let at = close + 2, passed = 0; passed < 60; passed += 1) {
      const text = this.text(at);
      if (text === '=>') return this.endOfArrow(at);
      if (text === '{' && at > close + 2 && !/^[|&<,]$/.test(this.text(at - 1)))
        return isNamed ? this.tokens.closes.get(at) : undefined;
      if (text === '' || text === ';' || text === ')' || text === '}') return undefined;
      at = this.after(at);
    }
    return undefined;
  }

  private endOfArrow(arrow: number): number {
    if (this.text(arrow + 1) === '{') return this.tokens.closes.get(arrow + 1) ?? arrow + 1;
    return this.find(arrow + 1, END) - 1;
  }
}
