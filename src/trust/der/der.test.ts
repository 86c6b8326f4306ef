import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DerError,
  readBitString,
  readBoolean,
  readCount,
  readDer,
  readElements,
  readInteger,
  readOid,
  readSequence,
} from './read.ts';
import { derBitString, derElement, derNull, derOctetString, derOid, derSequence, derUnsigned } from './write.ts';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('reading DER', () => {
  // Encodings of X.690 and of RFC 5280 appendix C, written by hand.
  it.each([
    ['02 01 00', 0n],
    ['02 01 7f', 127n],
    ['02 02 00 80', 128n],
    ['02 01 80', -128n],
    ['02 01 ff', -1n],
    ['02 03 01 00 01', 65537n],
  ])('reads the integer %s', (bytes, expected) => {
    expect(readInteger(readDer(hex(bytes)))).toBe(expected);
  });

  it.each([
    ['06 03 2b 65 70', '1.3.101.112'],
    ['06 09 2a 86 48 86 f7 0d 01 01 01', '1.2.840.113549.1.1.1'],
    ['06 03 88 37 03', '2.999.3'],
    ['06 03 55 1d 13', '2.5.29.19'],
  ])('reads the object identifier %s', (bytes, expected) => {
    expect(readOid(readDer(hex(bytes)))).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '02'],
    ['truncated contents', '02 02 01'],
    ['truncated length', '30 82 01'],
    ['trailing bytes', '02 01 00 00'],
    ['an indefinite length', '30 80 02 01 00 00 00'],
    ['a padded length', '02 81 01 00'],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['a length of five octets', '04 85 01 00 00 00 00'],
    ['a tag of two octets', '1f 81 01 00'],
  ])('refuses %s', (_, bytes) => {
    expect(() => readDer(hex(bytes))).toThrow(DerError);
  });

  it.each([
    ['a padded positive integer', () => readInteger(readDer(hex('02 02 00 01')))],
    ['a padded negative integer', () => readInteger(readDer(hex('02 02 ff 80')))],
    ['an empty integer', () => readInteger(readDer(hex('02 00')))],
    ['a count that is negative', () => readCount(readDer(hex('02 01 ff')), 10)],
    ['a count over its limit', () => readCount(readDer(hex('02 01 0b')), 10)],
    ['a boolean of 01', () => readBoolean(readDer(hex('01 01 01')))],
    ['a bit string with unused bits', () => readBitString(readDer(hex('03 02 04 f0')))],
    ['an open object identifier', () => readOid(readDer(hex('06 02 2a 86')))],
    ['a padded object identifier', () => readOid(readDer(hex('06 03 2a 80 01')))],
    ['a huge arc', () => readOid(readDer(hex(`06 0a 2a ${'ff'.repeat(8)} 7f`)))],
    ['another tag', () => readSequence(readDer(hex('31 00')))],
    ['a missing element', () => readSequence(undefined)],
  ])('refuses %s', (_, run) => {
    expect(run).toThrow(DerError);
  });
});

describe('writing DER', () => {
  it.each([
    [derUnsigned(0), '020100'],
    [derUnsigned(128), '02020080'],
    [derUnsigned(65537), '0203010001'],
    [derOid('1.2.840.113549.1.5.13'), '06092a864886f70d01050d'],
    [derNull(), '0500'],
    [derSequence(derNull(), derOctetString(hex('ff'))), '300505000401ff'],
    [derBitString(hex('ff')), '030200ff'],
  ])('writes %#', (bytes, expected) => {
    expect(Buffer.from(bytes).toString('hex')).toBe(expected);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 300n }), fc.uint8Array({ maxLength: 70_000 }), (number, bytes) => {
        const members = readElements(readDer(derElement(0x30, derUnsigned(number), derOctetString(bytes))).contents);
        expect(readInteger(members[0])).toBe(number);
        expect(members[1]?.contents).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 50 },
    );
  });

  it('never crashes on mutated input with anything but a DerError', () => {
    const source = derSequence(derOid('1.2.3'), derUnsigned(5), derSequence(derNull()));
    fc.assert(
      fc.property(fc.nat(source.length - 1), fc.nat(255), (at, byte) => {
        const mutated = Uint8Array.from(source);
        mutated[at] = byte;
        try {
          for (const element of readSequence(readDer(mutated))) readOid(element);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });
});
