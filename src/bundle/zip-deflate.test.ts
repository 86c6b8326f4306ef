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
