// One change to a signed catalog, its signature or its bundle, whatever it is: nothing of it may pass.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOG, catalogDesk, SIGNATURE, trustedKeys } from '../../testing/signed-catalog.ts';
import { parseCatalog } from '../catalog/crypta-catalog.ts';
import { AssayError } from '../model/errors.ts';
import { parseKeyRegistry } from '../trust/crypta/parse-key-registry.ts';
import { verifyCryptaSignature } from '../trust/crypta/verify-signature.ts';
import { judgeCatalog } from './judge-catalog.ts';

const desk = catalogDesk();
afterAll(() => desk.remove());
const file = (name: string): string => join(desk.path, name);
const now = { seconds: 1_790_000_000, nanos: 0 };
let catalogBytes = Buffer.alloc(0);
let signatureBytes = Buffer.alloc(0);

beforeAll(async () => {
  desk.offer('reader', ['api.minimumVersion=1'], ['license=MIT', 'channel=beta', 'categories=home,news']);
  await desk.publish('reader');
  catalogBytes = readFileSync(file(CATALOG));
  signatureBytes = readFileSync(file(SIGNATURE));
});

/** How a catalog and a signature are taken: the signature first, then what it covers. */
function take(payloadBytes: Uint8Array, sidecarBytes: Uint8Array): string {
  try {
    verifyCryptaSignature({
      thing: 'catalog',
      payloadBytes,
      sidecarBytes,
      path: 'signature',
      trust: parseKeyRegistry(Buffer.from(trustedKeys(desk.key)), 'keys'),
      purpose: 'routine',
      now,
    });
    parseCatalog(payloadBytes, 'catalog');
    return 'taken';
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return error.kind;
  }
}

/** The same bytes with one of them changed, doubled or taken out. */
function* mutations(bytes: Buffer, masks = [0x01, 0x20, 0x80]): Generator<readonly [string, Buffer]> {
  for (const index of bytes.keys()) {
    for (const mask of masks) {
      const copy = Buffer.from(bytes);
      copy[index] = (copy[index] ?? 0) ^ mask;
      yield [`byte ${index} ^ ${mask}`, copy];
    }
    yield [`byte ${index} gone`, Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)])];
    yield [`byte ${index} twice`, Buffer.concat([bytes.subarray(0, index + 1), bytes.subarray(index)])];
  }
  yield ['a byte more', Buffer.concat([bytes, Buffer.from('\n')])];
  yield ['nothing', Buffer.alloc(0)];
}

describe('one change', () => {
  it('is none of these', () => {
    expect(take(catalogBytes, signatureBytes)).toBe('taken');
  });

  it('of any byte of the catalog breaks its signature', () => {
    let count = 0;
    for (const [what, bytes] of mutations(catalogBytes)) {
      expect(take(bytes, signatureBytes), what).toBe('integrity');
      count += 1;
    }
    expect(count).toBe(catalogBytes.length * 5 + 2);
  });

  it('of any byte of the signature is refused', () => {
    // White space that means nothing to the format is the one thing that a signature does not cover of itself.
    for (const [what, bytes] of mutations(signatureBytes))
      if (!isSame(bytes)) expect(take(catalogBytes, bytes), what).toBe('integrity');
  });

  it('of any property of the catalog breaks its signature', () => {
    const lines = catalogBytes.toString().trimEnd().split('\n');
    for (const [index, line] of lines.entries()) {
      const [key = ''] = line.split('=');
      for (const value of ['', 'x', `${line.slice(key.length + 1)}x`]) {
        const next = lines.map((each, at) => (at === index ? `${key}=${value}` : each)).join('\n');
        expect(take(Buffer.from(`${next}\n`), signatureBytes), key).toBe('integrity');
      }
      expect(take(Buffer.from(`${lines.filter((each) => each !== line).join('\n')}\n`), signatureBytes)).toBe(
        'integrity',
      );
    }
  });

  it('of any byte of a bundle is seen beside the catalog', () => {
    const name = file('dist/reader-1.0.0.zip');
    const bundle = readFileSync(name);
    const catalog = parseCatalog(catalogBytes, 'catalog');
    const bundles = { file: file('dist'), shown: 'dist' };
    for (const [what, bytes] of mutations(bundle, [0x01])) {
      writeFileSync(name, bytes);
      const { findings } = judgeCatalog(catalog, { strict: false, now, bundles });
      expect(
        findings.some(({ severity }) => severity === 'error'),
        what,
      ).toBe(true);
    }
    writeFileSync(name, bundle);
    expect(judgeCatalog(catalog, { strict: false, now, bundles }).findings).toEqual([]);
  });
});

/** A line feed more at a line's end, or one less at the very end, says the same. */
function isSame(bytes: Buffer): boolean {
  const lines = (text: Buffer): string => text.toString('latin1').replace(/\n+/g, '\n').trimEnd();
  return lines(bytes) === lines(signatureBytes);
}
