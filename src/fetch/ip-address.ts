/** An address as a number. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Reads an address as the system writes it (dotted quad; RFC 4291 §2.2); undefined for anything else, and for zones. */
export function parseIp(text: string): IpAddress | undefined {
  const four = parseFour(text);
  if (four !== undefined) return { family: 4, value: four };
  const six = parseSix(text);
  return six === undefined ? undefined : { family: 6, value: six };
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseSix(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front = '', back] = halves;
  const head = groups(front);
  const tail = back === undefined ? [] : groups(back);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (back === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return all.reduce((value, group) => (value << 16n) | group, 0n);
}

/** Groups of four hex digits; the last may be a dotted quad. */
function groups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const found: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 && part.includes('.') ? parseFour(part) : undefined;
    if (four !== undefined) found.push(four >> 16n, four & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return found;
}

/** A range of addresses. */
export interface IpRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly bits: number;
}

/** Reads `10.0.0.0/8`. @throws Error for what is no range: ranges stand in our own tables */
export function ipRange(cidr: string): IpRange {
  const [address = '', bits = ''] = cidr.split('/');
  const parsed = parseIp(address);
  if (parsed === undefined || !/^\d+$/.test(bits)) throw new Error(`${cidr} is no range`);
  return { family: parsed.family, first: parsed.value, bits: Number(bits) };
}

export function inRange({ family, value }: IpAddress, range: IpRange): boolean {
  if (family !== range.family) return false;
  const shift = BigInt((family === 4 ? 32 : 128) - range.bits);
  return value >> shift === range.first >> shift;
}
