import { type ByteReader, platform } from './platform.ts';

/** One message of an event stream (WHATWG HTML, server-sent events). */
export interface ServerEvent {
  readonly type: string;
  readonly data: string;
  /** Id of the last message that had one. */
  readonly id: string;
}

/** Characters that one message may have: a stream that never ends a line must not fill the memory. */
const LONGEST = 8_388_608;

/**
 * Reads an event stream message by message.
 * @throws TypeError for bytes that are no UTF-8, RangeError for a message that is too long
 */
export async function* serverEvents(
  reader: ByteReader,
  lastId: string,
): AsyncGenerator<ServerEvent | { readonly retryMs: number }, void, undefined> {
  let [id, type, data] = [lastId, '', ''];
  let hasData = false;
  for await (const line of lines(reader)) {
    if (line === '') {
      if (hasData) yield { type: type === '' ? 'message' : type, data, id };
      [type, data, hasData] = ['', '', false];
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') type = value;
    if (field === 'id' && !value.includes('\0')) id = value;
    if (field === 'retry' && /^\d{1,9}$/.test(value)) yield { retryMs: Number(value) };
    if (field !== 'data') continue;
    data = hasData ? `${data}\n${value}` : value;
    hasData = true;
    if (data.length > LONGEST) throw new RangeError('an event is too long');
  }
}

/** Lines that end with LF, CRLF or CR; what follows the last one is no line yet. */
async function* lines(reader: ByteReader): AsyncGenerator<string, void, undefined> {
  const decoder = new platform.TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    let from = 0;
    for (let end = lineEnd(text, from, done); end; end = lineEnd(text, from, done)) {
      yield text.slice(from, end.at);
      from = end.next;
    }
    text = text.slice(from);
    if (done) return;
    if (text.length > LONGEST) throw new RangeError('a line is too long');
  }
}

/** Where the next line ends. A CR at the very end waits: an LF may follow. */
function lineEnd(
  text: string,
  from: number,
  done: boolean,
): { readonly at: number; readonly next: number } | undefined {
  const at = text.slice(from).search(/[\r\n]/) + from;
  if (at < from) return undefined;
  if (text[at] === '\n') return { at, next: at + 1 };
  if (at === text.length - 1) return done ? { at, next: at + 1 } : undefined;
  return { at, next: text[at + 1] === '\n' ? at + 2 : at + 1 };
}
