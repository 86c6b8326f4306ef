/** A stream of numbers from a seed (mulberry32), so that a failure can be had again. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Pieces that readers are known to stumble over. */
const TOKENS = [
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  '{',
  '[',
  '}',
  ']',
  ',',
  ':',
  '0',
  '-1',
  '1e400',
  '9007199254740993',
  'null',
  'true',
  '__proto__',
  'constructor',
  '../',
  '\n',
  '\r\n',
  '=',
  '#',
  '!',
  '&a',
  '*a',
  '<<: ',
  '- ',
  '---\n',
  '\u2028',
  '\ufeff',
  '\u0000',
  '\u202e',
].map((text) => Buffer.from(text));

/** One to eight changes of some bytes: flips, tokens, cuts, repeats, and pieces of another seed. */
export function mutate(seeds: readonly Uint8Array[], random: (below: number) => number): Uint8Array {
  const pick = (): Buffer => Buffer.from(seeds[random(seeds.length)] ?? []);
  let bytes = pick();
  for (let left = 1 + random(8); left > 0; left -= 1) bytes = change(bytes, pick, random);
  return bytes;
}

function change(bytes: Buffer, other: () => Buffer, random: (below: number) => number): Buffer {
  if (bytes.length === 0) return other();
  const at = random(bytes.length);
  const end = Math.min(bytes.length, at + 1 + random(64));
  const around = (middle: Uint8Array): Buffer => Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(end)]);
  switch (random(9)) {
    case 0:
    case 1: {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random(8)), at);
      return flipped;
    }
    case 2: {
      const set = Buffer.from(bytes);
      set.writeUInt8([0, 0xff, 0x7f, 0x80, 0x20, 0x2f][random(6)] ?? 0, at);
      return set;
    }
    case 3:
      return Buffer.concat([bytes.subarray(0, at), TOKENS[random(TOKENS.length)] ?? Buffer.of(0), bytes.subarray(at)]);
    case 4:
      return around(TOKENS[random(TOKENS.length)] ?? Buffer.of(0));
    case 5:
      return around(new Uint8Array());
    case 6:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    case 7:
      return bytes.subarray(0, at);
    default: {
      const piece = other();
      const from = random(Math.max(1, piece.length));
      return around(piece.subarray(from, from + 1 + random(256)));
    }
  }
}
