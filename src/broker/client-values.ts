import type { Declarations, Member, ModuleName, SourceDeclaration } from './source-declarations.ts';
import { Scopes } from './source-scopes.ts';
import type { Tokens } from './source-tokens.ts';

/** What an expression is: a member of a module, or an object of a type whose members a brace begins. */
type Value = Member | { readonly shape: number };

/** An expression's value, where it is known, and the index after its last word. */
interface Evaluated {
  readonly value: Value | undefined;
  readonly end: number;
}

/** Names that lead to names that lead to names. */
const DEEPEST = 40;
/** No target has as many words. */
const MOST_STEPS = 40;
/** Types that say the same of what is in them. */
const WRAPPER: ReadonlySet<string> = new Set([
  'Readonly',
  'Pick',
  'Omit',
  'Promise',
  'Required',
  'NonNullable',
  'Optional',
]);
const GENERIC = /^(?:[\w$.,|&:]+|\?\.|<|\[|\]|)$/;

/** Finds what expressions of a source mean, as far as they lead to a module that it imports. */
export class ClientValues {
  private readonly tokens: Tokens;
  private readonly scopes: Scopes<SourceDeclaration>;
  private readonly shapes: ReadonlyMap<string, number>;
  private readonly moduleOf: (written: string) => ModuleName;
  private readonly known = new Map<SourceDeclaration, Value | undefined>();
  private depth = 0;

  constructor(tokens: Tokens, declarations: Declarations, moduleOf: (written: string) => ModuleName) {
    this.tokens = tokens;
    this.scopes = new Scopes(declarations.spans, tokens.list.length);
    this.shapes = declarations.shapes;
    this.moduleOf = moduleOf;
    for (const name of declarations.names) this.scopes.declare(name, name.around, name.where);
  }

  /** What the expression that begins at a word leads to. */
  evaluate(from: number): Evaluated {
    this.depth += 1;
    const found = this.depth > DEEPEST ? { value: undefined, end: from + 1 } : this.alternatives(from);
    this.depth -= 1;
    return found;
  }

  /** What a declared name is. */
  valueOf(declaration: SourceDeclaration): Value | undefined {
    if (this.known.has(declaration)) return this.known.get(declaration);
    // A name that leads to itself means nothing.
    this.known.set(declaration, undefined);
    const { member, type, value, path } = declaration;
    const typed = type === undefined ? undefined : this.typeAt(type);
    let found: Value | undefined = member ?? typed ?? (value === undefined ? undefined : this.evaluate(value).value);
    for (const step of path) found = found === undefined ? undefined : this.step(found, step);
    if (found !== undefined && !('shape' in found))
      found = { module: found.module, steps: found.steps.map((step) => (step.endsWith('()') ? `${step}=` : step)) };
    this.known.set(declaration, found);
    return found;
  }

  /** The index of the brace of the object that is written at a word, or that a name there was given. */
  objectAt(at: number): number | undefined {
    if (this.text(at) === '{') return at;
    const token = this.tokens.list[at];
    const value = token?.kind === 'name' ? this.scopes.find(token.text, at)?.value : undefined;
    return value !== undefined && this.text(value) === '{' ? value : undefined;
  }

  /** The first of `a ?? b` and `a || b` that is known. */
  private alternatives(from: number): Evaluated {
    const first = this.primary(from);
    const mark = this.text(first.end);
    if (first.value !== undefined || (mark !== '??' && mark !== '||')) return first;
    return this.evaluate(first.end + 1);
  }

  private primary(from: number): Evaluated {
    let at = from;
    while (this.text(at) === 'await') at += 1;
    const text = this.text(at);
    if (text === '(') {
      const { value } = this.evaluate(at + 1);
      return this.members(value, this.after(at));
    }
    const written = this.tokens.list[at + 2];
    if ((text === 'import' || text === 'require') && this.text(at + 1) === '(' && written?.kind === 'text')
      return this.members({ module: this.moduleOf(written.text), steps: [] }, this.after(at + 1));
    if ((text === 'this' || text === 'self') && this.text(at + 1) === '.') {
      const hash = this.text(at + 2) === '#' ? '#' : '';
      const name = at + 2 + hash.length;
      return this.members(this.named(`this.${hash}${this.text(name)}`, at), name + 1);
    }
    if (this.tokens.list[at]?.kind === 'name') return this.members(this.named(text, at), at + 1);
    return { value: undefined, end: this.after(at) };
  }

  private named(name: string, at: number): Value | undefined {
    const declaration = this.scopes.find(name, at);
    return declaration === undefined ? undefined : this.valueOf(declaration);
  }

  /** Goes on from a value by its members and calls. */
  private members(of: Value | undefined, from: number): Evaluated {
    let value = of;
    let at = from;
    for (;;) {
      const text = this.text(at);
      const next = this.tokens.list[at + 1];
      if ((text === '.' || text === '?.') && next?.kind === 'name') {
        value = this.step(value, next.text);
        at += 2;
      } else if (text === '?.' && (next?.text === '(' || next?.text === '[') && next.kind === 'mark') at += 1;
      else if (text === '!' && /^(?:\.|\?\.|\(|\[)$/.test(this.text(at + 1))) at += 1;
      else if (text === '[' && this.tokens.closes.has(at)) {
        const alone = next?.kind === 'text' && this.tokens.closes.get(at) === at + 2;
        value = alone ? this.step(value, next.text) : undefined;
        at = this.after(at);
      } else if (text === '(' && this.tokens.closes.has(at)) {
        value = called(value);
        at = this.after(at);
      } else {
        const generic = text === '<' && value !== undefined ? this.afterGeneric(at) : undefined;
        if (generic === undefined) return { value, end: at };
        at = generic;
      }
    }
  }

  /** After `<...>` that a call follows. */
  private afterGeneric(from: number): number | undefined {
    let open = 0;
    for (let at = from; at < from + 40; at += 1) {
      const token = this.tokens.list[at];
      if (token?.text === '<') open += 1;
      if (token?.text === '>') open -= 1;
      if (open === 0) return this.text(at + 1) === '(' ? at + 1 : undefined;
      if (token === undefined || (token.kind === 'mark' && !GENERIC.test(token.text) && token.text !== '>'))
        return undefined;
    }
    return undefined;
  }

  private step(value: Value | undefined, name: string): Value | undefined {
    if (value === undefined) return undefined;
    if (!('shape' in value))
      return value.steps.length > MOST_STEPS ? undefined : { module: value.module, steps: [...value.steps, name] };
    const close = this.tokens.closes.get(value.shape) ?? 0;
    for (let at = value.shape + 1; at < close; at = this.after(at)) {
      if (this.tokens.list[at]?.text !== name || /^[.:]$/.test(this.text(at - 1))) continue;
      const colon = this.text(at + 1) === '?' ? at + 2 : at + 1;
      if (this.text(colon) === ':') return this.typeAt(colon + 1);
    }
    return undefined;
  }

  /** What is known of everything that has a type. */
  private typeAt(from: number): Value | undefined {
    this.depth += 1;
    const found = this.depth > DEEPEST ? undefined : this.type(from);
    this.depth -= 1;
    return found;
  }

  private type(from: number): Value | undefined {
    const token = this.tokens.list[from];
    if (token === undefined) return undefined;
    if (token.text === '{' && token.kind === 'mark') return { shape: from };
    if (token.text === 'ReturnType' && this.text(from + 2) === 'typeof') return called(this.typeName(from + 3));
    if (WRAPPER.has(token.text) && /^[<[]$/.test(this.text(from + 1))) return this.typeAt(from + 2);
    const shape = this.shapes.get(token.text);
    if (shape !== undefined) return { shape };
    const named = this.typeName(from);
    const last = named?.steps.at(-1);
    if (named === undefined || last === undefined) return undefined;
    return { module: named.module, steps: [...named.steps.slice(0, -1), `${last}:`] };
  }

  /** A dotted name in a type; in Python it may be a text. */
  private typeName(from: number): Member | undefined {
    const [first = '', ...rest] = (this.tokens.list[from]?.text ?? '').split('.');
    let value = this.named(first, from);
    for (const name of rest) value = this.step(value, name);
    for (let at = from + 1; this.text(at) === '.'; at += 2) value = this.step(value, this.text(at + 1));
    return value === undefined || 'shape' in value ? undefined : value;
  }

  private text(at: number): string {
    const token = this.tokens.list[at];
    return token === undefined || token.kind === 'text' ? '' : token.text;
  }

  private after(at: number): number {
    return (this.tokens.closes.get(at) ?? at) + 1;
  }
}

function called(value: Value | undefined): Member | undefined {
  const last = value === undefined || 'shape' in value ? undefined : value.steps.at(-1);
  if (value === undefined || 'shape' in value || last === undefined) return undefined;
  return { module: value.module, steps: [...value.steps.slice(0, -1), `${last}()`] };
}
