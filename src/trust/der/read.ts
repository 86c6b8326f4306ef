/** Thrown for bytes that are not the DER expected; whoever knows the file turns it into an AssayError. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

/** One element of X.690 DER with a single identifier octet (tag numbers below 31: all that keys and certificates use). */
export interface DerElement {
  /** The identifier octet: class, constructed bit and tag number. */
  readonly tag: number;
  readonly contents: Uint8Array;
  /** Identifier, length and contents. */
  readonly raw: Uint8Array;
}

/** Identifier octets by ASN.1 type. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** Identifier octet of a context-specific element. */
export function contextTag(number: number, constructed: boolean): number {
  return 0x80 | (constructed ? 0x20 : 0) | number;
}

/**
 * Reads exactly one element that fills the bytes.
 * @throws DerError for BER forms (indefinite or padded lengths), truncation and trailing bytes
 */
export function readDer(bytes: Uint8Array): DerElement {
  const element = elementAt(bytes, 0);
  if (element.raw.length !== bytes.length) throw new DerError('has bytes after its end');
  return element;
}

/** The elements one after the other in an element's contents. @throws DerError */
export function readElements(contents: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < contents.length; ) {
    const element = elementAt(contents, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** The members of a SEQUENCE. @throws DerError where the element is none */
export function readSequence(element: DerElement | undefined): DerElement[] {
  return readElements(expectTag(element, TAG.sequence).contents);
}

/** The element itself, when it has the tag. @throws DerError */
export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element === undefined) throw new DerError('lacks an element');
  if (element.tag !== tag) throw new DerError(`has tag 0x${hex(element.tag)} where 0x${hex(tag)} was expected`);
  return element;
}

/** An INTEGER's value. @throws DerError where it is not in its shortest form (X.690 §8.3.2) */
export function readInteger(element: DerElement | undefined): bigint {
  const { contents } = expectTag(element, TAG.integer);
  const [first, second = 0] = contents;
  if (first === undefined) throw new DerError('has an empty integer');
  if (contents.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new DerError('has a padded integer');
  const magnitude = BigInt(`0x${Buffer.from(contents).toString('hex')}`);
  return first < 0x80 ? magnitude : magnitude - (1n << BigInt(contents.length * 8));
}

/** An INTEGER that is a count: not negative and at most `max`. @throws DerError */
export function readCount(element: DerElement | undefined, max: number): number {
  const value = readInteger(element);
  if (value < 0n || value > BigInt(max)) throw new DerError(`has a number outside 0 to ${max}`);
  return Number(value);
}

/** A BOOLEAN: DER knows 0x00 and 0xff alone (X.690 §11.1). @throws DerError */
export function readBoolean(element: DerElement | undefined): boolean {
  const { contents } = expectTag(element, TAG.boolean);
  if (contents.length !== 1 || (contents[0] !== 0 && contents[0] !== 0xff)) throw new DerError('has a broken boolean');
  return contents[0] === 0xff;
}

/** A BIT STRING of whole octets. @throws DerError */
export function readBitString(element: DerElement | undefined): Uint8Array {
  const { contents } = expectTag(element, TAG.bitString);
  if (contents[0] !== 0) throw new DerError('has a bit string that is not made of whole octets');
  return contents.subarray(1);
}

/** An OBJECT IDENTIFIER in dotted form. @throws DerError */
export function readOid(element: DerElement | undefined): string {
  const { contents } = expectTag(element, TAG.oid);
  const arcs: number[] = [];
  let value = 0;
  let open = false;
  for (const byte of contents) {
    if (!open && byte === 0x80) throw new DerError('has a padded object identifier');
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new DerError('has an object identifier with a huge arc');
    open = byte >= 0x80;
    if (open) continue;
    arcs.push(value);
    value = 0;
  }
  const [first] = arcs;
  if (open || first === undefined) throw new DerError('has a broken object identifier');
  // X.690 §8.19.4: the first two arcs share one number.
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...arcs.slice(1)].join('.');
}

function elementAt(bytes: Uint8Array, start: number): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new DerError('ends inside an element');
  if ((tag & 0x1f) === 0x1f) throw new DerError('has a tag of more than one octet');
  const { length, at } = lengthAt(bytes, start + 1, first);
  if (at + length > bytes.length) throw new DerError('ends inside an element');
  return { tag, contents: bytes.subarray(at, at + length), raw: bytes.subarray(start, at + length) };
}

/** X.690 §10.1: definite form, as few octets as possible. */
function lengthAt(bytes: Uint8Array, at: number, first: number): { length: number; at: number } {
  if (first < 0x80) return { length: first, at: at + 1 };
  const octets = first & 0x7f;
  if (octets === 0) throw new DerError('has an indefinite length');
  if (octets > 4) throw new DerError('has a length of more than four octets');
  let length = 0;
  for (let i = 1; i <= octets; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new DerError('ends inside a length');
    if (i === 1 && byte === 0) throw new DerError('has a padded length');
    length = length * 256 + byte;
  }
  if (length < 0x80) throw new DerError('has a padded length');
  return { length, at: at + 1 + octets };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
