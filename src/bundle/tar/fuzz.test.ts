// Mutated archives: no crash, no other error than a refusal, and one verdict whether they are read whole or in pieces.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { gzipDialect, paxEntry, tarStream } from '../../../testing/tar-builder.ts';
import { AssayError } from '../../model/errors.ts';
import { ARCHIVE_RULES } from './archive-rules.ts';
import { openTgz, streamTgz } from './read-tgz.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.tgz');

const STREAM = tarStream([
  { name: 'palette-plugin.json', content: '{}' },
  { name: 'a/b.txt', content: 'x'.repeat(600) },
  paxEntry({ path: `${'long/'.repeat(25)}${'n'.repeat(180)}` }),
  { name: 'z', content: 'z', mode: 0o755 },
]);
const FLIPS = fc.array(fc.tuple(fc.nat(STREAM.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });

async function verdict(bytes: Uint8Array): Promise<readonly [string, string]> {
  const of = (error: unknown): string => {
    if (error instanceof AssayError && error.kind === 'integrity') return error.code;
    throw error;
  };
  let whole = 'read';
  try {
    openTgz(bytes, 'a');
  } catch (error) {
    whole = of(error);
  }
  writeFileSync(file, bytes);
  const visitor = { wants: () => true, see: () => false };
  return [whole, await streamTgz(file, 'a', {}, visitor).then(() => 'read', of)];
}

const KNOWN = new Set<string>([...ARCHIVE_RULES, 'read']);

it('gives one known verdict for any changed byte of the tar stream', async () => {
  await fc.assert(
    fc.asyncProperty(FLIPS, async (flips) => {
      const bytes = Uint8Array.from(STREAM);
      for (const [at, value] of flips) bytes[at] = value;
      const [whole, pieces] = await verdict(gzipDialect(bytes, 1));
      expect(KNOWN).toContain(whole);
      expect(pieces).toBe(whole);
    }),
    { numRuns: 300 },
  );
});

it('takes a changed byte of the compressed data only where it stands for the very same tar stream', async () => {
  const packed = gzipDialect(STREAM);
  const { tarSha256 } = openTgz(packed, 'a');
  for (let at = 10; at < packed.length; at += 1) {
    const bytes = Uint8Array.from(packed);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    const [whole, pieces] = await verdict(bytes);
    expect(whole === 'read', `byte ${at}`).toBe(pieces === 'read');
    // One run of zeros can be written in several ways.
    if (whole === 'read') expect(openTgz(bytes, 'a').tarSha256, `byte ${at}`).toBe(tarSha256);
  }
});

it('refuses an archive that is cut anywhere', async () => {
  const packed = gzipDialect(STREAM);
  for (let length = 0; length < packed.length; length += 1)
    expect(await verdict(packed.subarray(0, length)), `${length} bytes`).not.toContain('read');
});
