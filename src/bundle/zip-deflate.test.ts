import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { buildZip, type RawFields } from '../../testing/zip-builder.ts';
import { openZip } from './read-zip.ts';

const TEXT = Buffer.from('a line of text\n'.repeat(100));

/** A zip of one deflated entry; headers may lie. */
function deflated(content: Uint8Array, lies: RawFields = {}, packed: Uint8Array = deflateRawSync(content)): Uint8Array {
  const both = {
    method: 8,
    version: 20,
    crc: crc32(content),
    size: content.length,
    compressedSize: packed.length,
    ...lies,
  };
  return buildZip([{ name: 'a.txt', content: packed, both }]);
}
const safe = (bytes: Uint8Array): string => codeOf(() => openZip(bytes, 'a.zip', { profile: 'safe' }));

describe('a deflated entry', () => {
  it('is unpacked under safe, with a note, and refused otherwise', () => {
    const bundle = openZip(deflated(TEXT), 'a.zip', { profile: 'safe' });
    expect(Buffer.from(bundle.files.get('a.txt')?.read() ?? []).equals(TEXT)).toBe(true);
    expect(bundle.files.get('a.txt')?.size).toBe(TEXT.length);
    expect(bundle.notes).toMatchObject([{ rule: 'archive-header', says: 'is deflated, not stored' }]);
    expect(codeOf(() => openZip(deflated(TEXT), 'a.zip'))).toBe('zip-method/4');
  });

  it.each([
    ['a size that is too small', deflated(TEXT, { size: 10 }), 'zip-deflate/4'],
    ['a size that is too large', deflated(TEXT, { size: TEXT.length + 1 }), 'zip-deflate/4'],
    ['another CRC', deflated(TEXT, { crc: 1 }), 'zip-crc/4'],
    [
      'data after its end',
      deflated(TEXT, {}, Buffer.concat([deflateRawSync(TEXT), Buffer.from('evil')])),
      'zip-deflate/4',
    ],
    ['data cut short', deflated(TEXT, {}, deflateRawSync(TEXT).subarray(0, -4)), 'zip-deflate/4'],
    ['data that is none', deflated(TEXT, {}, Buffer.alloc(20, 0xff)), 'zip-deflate/4'],
    ['a bomb', deflated(new Uint8Array(64 * 1024 * 1024)), 'zip-ratio/4'],
  ])('is refused for %s', (_, bytes, code) => {
    expect(safe(bytes)).toBe(code);
  });
});

/** A deflated entry whose headers leave CRC and sizes to a descriptor, as Java, macOS and streaming packers write it. */
function described(descriptor: readonly number[], entry: RawFields = {}): Uint8Array {
  const packed = deflateRawSync(TEXT);
  const facts = { crc: crc32(TEXT), compressedSize: packed.length, size: TEXT.length };
  return buildZip([
    {
      name: 'a.txt',
      content: packed,
      both: { method: 8, version: 20, flags: 0x808, ...facts, ...entry },
      local: { crc: 0, compressedSize: 0, size: 0 },
      after: new Uint8Array(Uint32Array.from(descriptor).buffer),
    },
    { name: 'b.txt', content: 'b' },
  ]);
}
const PACKED = deflateRawSync(TEXT).length;
const SIGNATURE = 0x08074b50;

describe('a data descriptor', () => {
  it.each([
    ['with its signature', [SIGNATURE, crc32(TEXT), PACKED, TEXT.length]],
    ['without one', [crc32(TEXT), PACKED, TEXT.length]],
  ])('is read under safe %s, with a note', (_, descriptor) => {
    const bundle = openZip(described(descriptor), 'a.zip', { profile: 'safe' });
    expect(Buffer.from(bundle.files.get('a.txt')?.read() ?? []).equals(TEXT)).toBe(true);
    expect(bundle.notes?.map(({ says }) => says)).toContain('has its sizes in a data descriptor');
    expect(codeOf(() => openZip(described(descriptor), 'a.zip'))).toBe('zip-method/4');
  });

  it.each<[string, Uint8Array, string]>([
    ['another CRC', described([SIGNATURE, 1, PACKED, TEXT.length]), 'zip-data-descriptor/4'],
    ['another size', described([crc32(TEXT), PACKED, TEXT.length + 1]), 'zip-data-descriptor/4'],
    ['no descriptor', described([]), 'zip-data-descriptor/4'],
    ['bytes after it', described([SIGNATURE, crc32(TEXT), PACKED, TEXT.length, 0]), 'zip-gap/4'],
    [
      'stored data',
      described([crc32(TEXT), PACKED, TEXT.length], { method: 0, size: PACKED }),
      'zip-data-descriptor/4',
    ],
  ])('is refused with %s', (_, bytes, code) => {
    expect(safe(bytes)).toBe(code);
  });
});

it('is refused where many entries unpack to too much together, though each does not', () => {
  const content = new Uint8Array(1024 * 1024);
  const packed = deflateRawSync(content);
  const both = { method: 8, version: 20, crc: crc32(content), size: content.length, compressedSize: packed.length };
  const entries = Array.from({ length: 4 }, (_, index) => ({ name: `${index}.txt`, content: packed, both }));
  expect(safe(buildZip(entries.slice(1, 2)))).toBe('accepted');
  expect(safe(buildZip(entries))).toBe('zip-ratio/4');
});
