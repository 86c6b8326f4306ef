/** What opens a comment in a page or a component; two slashes after a colon or in a text are an address. */
const OPENING = /<!--|\/\*|(?<![:"'`\w\\])\/\//g;
const CLOSING: Readonly<Record<string, string>> = { '<!--': '-->', '/*': '*/', '//': '\n' };

/** A page, or a component of Vue or Svelte, with blanks for its comments. */
export function withoutMarkupComments(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    OPENING.lastIndex = from;
    const opening = OPENING.exec(text);
    if (opening === null) break;
    const closing = CLOSING[opening[0]] ?? '\n';
    const close = text.indexOf(closing, opening.index + opening[0].length);
    const end = close === -1 ? text.length : close + (closing === '\n' ? 0 : closing.length);
    pieces.push(text.slice(from, opening.index), text.slice(opening.index, end).replace(/[^\n]/g, ' '));
    from = end;
  }
  return [...pieces, text.slice(from)].join('');
}
