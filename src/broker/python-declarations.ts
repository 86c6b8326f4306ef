import { type Declarations, type ModuleName, type SourceDeclaration, TokenReader } from './source-declarations.ts';
import type { Tokens } from './source-tokens.ts';

const END = new Set([',', ';']);
const END_OF_TYPE = new Set([',', ';', '=', ':']);

/** The names that a source in Python declares. @param code the source without comments and texts */
export function pythonDeclarations(
  tokens: Tokens,
  code: string,
  moduleOf: (written: string) => ModuleName,
): Declarations {
  return new Reader(tokens, code, moduleOf).read();
}

class Reader extends TokenReader {
  private readonly moduleOf: (written: string) => ModuleName;
  /** How far each word that begins a line stands from its start. */
  private readonly indents = new Map<number, number>();
  /** The last word of the last import: an `as` after it is one of `with` or `except`. */
  private imported = -1;

  constructor(tokens: Tokens, code: string, moduleOf: (written: string) => ModuleName) {
    super(tokens);
    this.moduleOf = moduleOf;
    this.measure(code);
  }

  read(): Declarations {
    for (const [at, { kind, text }] of this.tokens.list.entries()) {
      if (kind === 'text') continue;
      if (text === 'from' && this.begins(at)) this.importsFrom(at);
      else if (text === 'import' && this.begins(at)) this.imports(at);
      else if (text === 'def' || text === 'class') this.block(at);
      else if (text === 'as' && this.isName(at + 1) && at > this.imported) this.declare(at + 1, {});
      else if (text === 'for' && this.isName(at + 1)) this.declare(at + 1, {});
      else if (text === ':=' && this.isName(at - 1)) this.declare(at - 1, { value: at + 1 });
      else if (kind === 'name' && this.begins(at)) this.assignment(at);
    }
    return { spans: this.spans, names: this.names, shapes: new Map() };
  }

  /** Lines begin outside of brackets only, and with a word or with what opens something. */
  private measure(code: string): void {
    const { list, closes } = this.tokens;
    const lines = new LineStarts(code);
    let line = -1;
    for (let at = 0; at < list.length; at = this.after(at)) {
      const token = list[at];
      if (token === undefined) break;
      const start = lines.before(token.at);
      if (start !== line && (token.kind !== 'mark' || /[@([{*]/.test(token.text)))
        this.indents.set(at, token.at - start);
      const close = list[closes.get(at) ?? at];
      line = lines.before(close?.at ?? token.at);
    }
  }

  private begins(at: number): boolean {
    return this.indents.has(at) || this.text(at - 1) === ';' || this.text(at - 1) === ':';
  }

  private declare(at: number, more: Partial<SourceDeclaration>): void {
    this.names.push({ name: this.text(at), at, around: at, path: [], ...more });
  }

  private importsFrom(from: number): void {
    let at = from + 1;
    let written = '';
    for (; at < from + 100 && this.text(at) !== 'import'; at += 1) written += this.text(at);
    if (this.text(at) !== 'import') return;
    const module = this.moduleOf(written);
    const isList = this.text(at + 1) === '(';
    for (let name = at + (isList ? 2 : 1); this.isName(name); ) {
      const renamed = this.text(name + 1) === 'as' ? 2 : 0;
      this.declare(name + renamed, { member: { module, steps: [this.text(name)] } });
      this.imported = name + renamed;
      if (this.text(name + renamed + 1) !== ',') break;
      name += renamed + 2;
    }
  }

  /** `import hearth.devices_v1 as devices`; without `as`, the first word is what is there. */
  private imports(from: number): void {
    for (let at = from + 1; this.isName(at); ) {
      const first = at;
      let written = this.text(at);
      while (this.text(at + 1) === '.') {
        at += 2;
        written += `.${this.text(at)}`;
      }
      if (this.text(at + 1) === 'as') {
        at += 2;
        this.imported = at;
        this.declare(at, { member: { module: this.moduleOf(written), steps: [] } });
      } else this.declare(first, { member: { module: this.moduleOf(this.text(first)), steps: [] } });
      if (this.text(at + 1) !== ',') return;
      at += 2;
    }
  }

  /** A function or a class, with its parameters. */
  private block(at: number): void {
    if (!this.isName(at + 1)) return;
    this.declare(at + 1, {});
    let open = at + 2;
    if (this.text(open) === '[') open = this.after(open);
    const close = this.tokens.closes.get(open) ?? open;
    const indent = this.indents.get(this.text(at - 1) === 'async' ? at - 1 : at);
    if (indent === undefined) return;
    let to = close + 1;
    while (to < this.tokens.list.length && (this.indents.get(to) ?? indent + 1) > indent) to = this.after(to);
    this.spans.push({ from: at + 2, to: to - 1, isClass: this.text(at) === 'class' });
    if (this.text(at) === 'def' && this.text(open) === '(') this.parameters(open, close);
  }

  private parameters(open: number, close: number): void {
    for (let at = open + 1; at < close; at = this.find(at, END, 10_000) + 1) {
      let name = at;
      while (this.text(name) === '*') name += 1;
      if (this.isName(name)) this.declare(name, { around: open, ...this.typed(name + 1) });
    }
  }

  private typed(at: number): Pick<SourceDeclaration, 'type' | 'value'> {
    if (this.text(at) === '=') return { value: at + 1 };
    if (this.text(at) !== ':') return {};
    const end = this.find(at + 1, END_OF_TYPE, 60);
    return { type: at + 1, ...(this.text(end) === '=' ? { value: end + 1 } : {}) };
  }

  /** `name = ...`, `name: Type = ...`, `self.name = ...`, `a, b = ...` */
  private assignment(at: number): void {
    if (this.text(at) === 'self' && this.text(at + 1) === '.') {
      const typed = this.typed(at + 3);
      if (typed.type !== undefined || typed.value !== undefined)
        this.names.push({ name: `this.${this.text(at + 2)}`, at, around: at, where: 'class', path: [], ...typed });
      return;
    }
    if (this.text(at + 1) === ',') {
      for (let name = at; this.isName(name); name += 2) this.declare(name, {});
      return;
    }
    const typed = this.typed(at + 1);
    const isLine = this.indents.has(at) && this.text(at + 1) === ':' && typed.value === undefined;
    // `else:` and `name:` look the same.
    if (isLine && this.indents.has(at + 2)) return;
    if (typed.type !== undefined || typed.value !== undefined) this.declare(at, typed);
  }
}

/** Where the lines of offsets begin that only grow. */
class LineStarts {
  private start = 0;
  private next: number;
  private readonly code: string;

  constructor(code: string) {
    this.code = code;
    this.next = code.indexOf('\n');
  }

  before(offset: number): number {
    while (this.next !== -1 && this.next < offset) {
      this.start = this.next + 1;
      this.next = this.code.indexOf('\n', this.start);
    }
    return this.start;
  }
}
