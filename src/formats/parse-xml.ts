import { SaxesParser } from 'saxes';
import { inputError } from '../model/errors.ts';

/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly line: number;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 1_000_000;

/**
 * Parses well-formed XML 1.0 into its elements; text between them is not kept. A document type is refused whole: no
 * report needs one, and entities that name each other or files are declared there.
 * @throws AssayError xml-malformed, xml-document-type, xml-too-deep, input-not-utf8 (input)
 */
export function parseXml(bytes: Uint8Array, path: string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const open: (XmlElement & { children: XmlElement[] })[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  const fail = (code: string, what: string): never => {
    const place = { path, line: parser.line, column: parser.column + 1 };
    throw inputError(code, `${path}:${parser.line} ${what}`, 'have its tool write the report again', place);
  };
  parser.on('error', (error) => fail('xml-malformed', `is no well-formed xml: ${error.message.replace(/^.*?: /, '')}`));
  parser.on('doctype', () => fail('xml-document-type', 'has a document type, which no report needs'));
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (open.length >= MAX_DEPTH || count > MAX_ELEMENTS)
      fail('xml-too-deep', `is nested deeper than ${MAX_DEPTH}, or has more than ${MAX_ELEMENTS} elements`);
    const element = { name, attributes: textsOf(attributes), children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(decode(bytes, path)).close();
  return root ?? fail('xml-malformed', 'is no well-formed xml: it has no element');
}

function textsOf(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(attributes).filter((one): one is [string, string] => typeof one[1] === 'string');
  return Object.fromEntries(texts);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw inputError('input-not-utf8', `${path} is not utf-8`, 'have its tool write the report in utf-8', { path });
  }
}
