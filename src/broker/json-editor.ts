import { inputError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { pointerGet, pointerJoin } from '../model/json/pointer.ts';

/** Inserts into JSON text; what was there keeps every byte. */
export class JsonEditor {
  private readonly text: string;
  private readonly lineBreak: string;
  /** One step of indentation; empty where the document is written without any. */
  private readonly unit: string;

  constructor(text: string) {
    this.text = text;
    this.lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
    this.unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '';
  }

  /**
   * Adds a last item or member to the list or object at a path.
   * @throws AssayError manifest-member-malformed (input) where there is a member of that name: a second one would make
   * a document that no strict reader takes
   */
  append(path: readonly string[], name: string | undefined, value: unknown): string {
    if (name !== undefined) this.refuseMember([...path, name]);
    const start = this.startOf(path);
    const end = this.endOf(start) - 1;
    const inside = this.text.slice(start + 1, end);
    const isEmpty = inside.trim() === '';
    const lines = this.unit !== '' && (isEmpty || /[\r\n]/.test(inside));
    const outer = this.indentAt(start);
    const inner = lines && !isEmpty ? (/\n([ \t]*)\S/.exec(inside)?.[1] ?? outer + this.unit) : outer + this.unit;
    const item = `${name === undefined ? '' : `${JSON.stringify(name)}:${this.gap()}`}${lines ? this.written(value, inner) : this.inline(value)}`;
    const at = start + 1 + inside.trimEnd().length;
    const before = isEmpty ? '' : ',';
    const lead = lines ? this.lineBreak + inner : isEmpty ? this.pad(inside) : this.gap();
    const tail = isEmpty && lines ? this.lineBreak + outer : '';
    const rest = isEmpty ? end : at;
    return this.text.slice(0, isEmpty ? start + 1 : at) + before + lead + item + tail + this.text.slice(rest);
  }

  private refuseMember(path: readonly string[]): void {
    const written = pointerGet(parseJson(this.text, { path: 'the manifest' }).value, pointerJoin('', ...path));
    if (written === undefined) return;
    const found = written === null ? 'null' : Array.isArray(written) ? 'a list' : `of type ${typeof written}`;
    throw inputError(
      'manifest-member-malformed',
      `${path.join('.')} of the manifest is ${found}: nothing can be added to it`,
      'mend it first: `assay manifest validate` says where and how',
    );
  }

  private gap(): string {
    return /":\S/.test(this.text) && !/": /.test(this.text) ? '' : ' ';
  }

  private pad(inside: string): string {
    return inside === '' ? '' : ' ';
  }

  private written(value: unknown, indent: string): string {
    return JSON.stringify(value, null, this.unit).replaceAll('\n', this.lineBreak + indent);
  }

  private inline(value: unknown): string {
    if (this.gap() === '') return JSON.stringify(value);
    // One line, as people write it: `{ "target": "hr/v1#a", "required": false }`.
    return JSON.stringify(value, null, 1)
      .replaceAll(/\n\s*/g, ' ')
      .replaceAll(/\[ (?=["{])/g, '[')
      .replaceAll(/(?<=["}]) \]/g, ']');
  }

  /** The blanks with which the line of an offset begins. */
  private indentAt(offset: number): string {
    const line = this.text.lastIndexOf('\n', offset) + 1;
    return /^[ \t]*/.exec(this.text.slice(line, offset))?.[0] ?? '';
  }

  private startOf(path: readonly string[]): number {
    const { line = 1, column = 1 } = parseJson(this.text, { path: '' }).locate(pointerJoin('', ...path));
    let at = 0;
    for (let passed = 1; passed < line; passed += 1) at = this.text.indexOf('\n', at) + 1;
    return at + column - 1;
  }

  private endOf(start: number): number {
    let depth = 0;
    for (let at = start; at < this.text.length; at += 1) {
      const char = this.text[at];
      if (char === '"') {
        at += 1;
        while (this.text[at] !== '"' && at < this.text.length) at += this.text[at] === '\\' ? 2 : 1;
      } else if (char === '{' || char === '[') depth += 1;
      else if (char === '}' || char === ']') depth -= 1;
      if (depth === 0) return at + 1;
    }
    return this.text.length;
  }
}
