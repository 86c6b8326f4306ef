/** Characters that a token is made of. */
const TOKEN_CHAR = /[A-Za-z0-9+/_=-]/;
/** Shorter than the base64 of any secret that is worth the name. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{16,}/g;
/** Shortest piece of a token that was broken over lines; its last may be shorter. */
const PIECE = 8;

/**
 * What else a text says to whoever decodes it: tokens that are broken over lines put together, percent-encoded text,
 * base64 and hexadecimal read. Each is looked at once, so that reading takes time in proportion to the text.
 */
export function disguised(text: string): string[] {
  const found: string[] = [];
  if (text.includes('\n')) {
    const joined = joinLines(text);
    if (joined !== undefined) found.push(joined);
  }
  if (/%[0-9A-Fa-f]{2}/.test(text)) found.push(percentDecoded(text));
  for (const [run] of text.matchAll(BASE64_RUN)) {
    const decoded = [plainText(Buffer.from(run, 'base64')), hexText(run)];
    found.push(...decoded.filter((one) => one !== undefined));
  }
  return found;
}

/** The text with the pieces of a token put together again; undefined where no line ends within one. */
function joinLines(text: string): string | undefined {
  const [first = '', ...rest] = text.split('\n').map((line) => line.trim());
  let joined = false;
  const parts = [first];
  let before = first;
  for (const line of rest) {
    if (isPiece(lastWord(before)) && firstWord(line) !== '') joined = true;
    else parts.push('\n');
    parts.push(line);
    before = line;
  }
  return joined ? parts.join('') : undefined;
}

function lastWord(line: string): string {
  let at = line.length;
  while (at > 0 && TOKEN_CHAR.test(line[at - 1] ?? '')) at -= 1;
  return line.slice(at);
}

function firstWord(line: string): string {
  let at = 0;
  while (at < line.length && TOKEN_CHAR.test(line[at] ?? '')) at += 1;
  return line.slice(0, at);
}

function isPiece(word: string): boolean {
  return word.length >= PIECE && ((/\d/.test(word) && /[A-Za-z]/.test(word)) || /[a-z][A-Z]/.test(word));
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** What a run of hexadecimal digits says; a digest says nothing. */
function hexText(run: string): string | undefined {
  return run.length % 2 === 0 && /^[0-9A-Fa-f]*$/.test(run) ? plainText(Buffer.from(run, 'hex')) : undefined;
}

/** What decoded bytes say, where that is text; anything else decodes to noise. */
function plainText(bytes: Buffer): string | undefined {
  for (const byte of bytes)
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte > 0x7e) return undefined;
  return bytes.toString('latin1');
}
