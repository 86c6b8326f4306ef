import { describe, expect, it } from 'vitest';
import { digestBytes, digestJson } from './digest.ts';

describe('digestBytes', () => {
  // FIPS 180-4 examples.
  it.each([
    ['', 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      'sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j', (text, digest) => {
    expect(digestBytes(text)).toBe(digest);
    expect(digestBytes(Buffer.from(text))).toBe(digest);
  });

  it('hashes a string as utf-8', () => {
    expect(digestBytes('é')).toBe(digestBytes(Uint8Array.of(0xc3, 0xa9)));
  });
});

describe('digestJson', () => {
  it('is the digest of the canonical form', () => {
    expect(digestJson({ b: [1.0, 'é'], a: null })).toBe(digestBytes('{"a":null,"b":[1,"é"]}'));
    expect(digestJson({ a: null, b: [1, 'é'] })).toBe(digestJson({ b: [1, 'é'], a: null }));
  });
});
