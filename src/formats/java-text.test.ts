import { describe, expect, it } from 'vitest';
import { isBefore, isJavaBlank, javaTrim, parseInstant, parseJavaInt, parseJavaLong, parseToken } from './java-text.ts';

// Expectations are the answers of OpenJDK 17 (String.trim, String.isBlank, Integer.parseInt, Long.parseLong,
// Instant.parse), except where a test says that we are stricter.

describe('javaTrim', () => {
  it.each([
    ['  a b\t', 'a b'],
    ['\u0000\u001f a\r\n', 'a'],
    ['\u00a0a\ufeff', '\u00a0a\ufeff'],
    ['\u2003a', '\u2003a'],
    ['', ''],
    [' \u0001 ', ''],
  ])('%j → %j', (text, trimmed) => {
    expect(javaTrim(text)).toBe(trimmed);
  });
});

describe('isJavaBlank', () => {
  it.each(['', ' \t\n\v\f\r', '\u001c\u001d\u001e\u001f', '\u2003\u3000\u2028\u2029\u1680\u205f'])('%j is', (text) => {
    expect(isJavaBlank(text)).toBe(true);
  });
  it.each(['a', ' a ', '\u00a0', '\u2007', '\u202f', '\ufeff', '\u0000', '\u0085', '\u200b'])('%j is not', (text) => {
    expect(isJavaBlank(text)).toBe(false);
  });
});

describe('parseToken', () => {
  it.each([
    ['queue.read', 'queue.read'],
    [' Queue-Read_2 ', 'queue-read_2'],
    ['a', 'a'],
    ['0..-_0', '0..-_0'],
  ])('%j → %j', (text, token) => {
    expect(parseToken(text)).toBe(token);
  });
  it.each(['', ' ', '.a', 'a.', '-a', 'a_', 'a b', 'a/b', 'ä', 'a\u0000b', '\u00a0a'])('refuses %j', (text) => {
    expect(parseToken(text)).toBeUndefined();
  });
  it('counts its length after trimming', () => {
    expect(parseToken(' abc ', 3)).toBe('abc');
    expect(parseToken('abcd', 3)).toBeUndefined();
  });
});

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['+7', 7],
    ['-7', -7],
    ['007', 7],
    ['2147483647', 2147483647],
    ['-2147483648', -2147483648],
  ])('int %j → %j', (text, value) => {
    expect(parseJavaInt(text)).toBe(value);
  });
  it.each(['', '+', '-', ' 7', '7 ', '7.0', '1e3', '0x7', '2147483648', '-2147483649', '٣', '9'.repeat(10_000)])(
    'int refuses %j',
    (text) => {
      expect(parseJavaInt(text)).toBeUndefined();
    },
  );
  it('long goes to 2^63 - 1', () => {
    expect(parseJavaLong('9223372036854775807')).toBe(2 ** 63);
    expect(parseJavaLong('9223372036854775808')).toBeUndefined();
    expect(parseJavaLong('536870912')).toBe(536_870_912);
  });
});

describe('parseInstant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', { seconds: 0, nanos: 0 }],
    ['2026-05-01T00:00:00Z', { seconds: 1777593600, nanos: 0 }],
    ['2026-05-01T00:00:00.5Z', { seconds: 1777593600, nanos: 500_000_000 }],
    ['2026-05-01T02:00:00+02:00', { seconds: 1777593600, nanos: 0 }],
    ['2026-04-30T22:30:00.000000001-01:30', { seconds: 1777593600, nanos: 1 }],
    ['2024-02-29T23:59:59Z', { seconds: 1709251199, nanos: 0 }],
  ])('%j', (text, instant) => {
    expect(parseInstant(text)).toEqual(instant);
  });
  it.each([
    '',
    '2026-05-01',
    '2026-05-01T00:00Z',
    '2026-05-01T00:00:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-05-01T25:00:00Z',
    '2026-05-01T00:00:00.Z',
    '2026-05-01T00:00:00.0000000001Z',
    '2026-05-01 00:00:00Z',
    ' 2026-05-01T00:00:00Z',
    '2026-05-01T00:00:00Z\n',
    '2026-05-01T00:00:00+2:00',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
  it('orders by the nanosecond', () => {
    const at = (text: string) => parseInstant(text) ?? { seconds: Number.NaN, nanos: 0 };
    expect(isBefore(at('2026-05-01T00:00:00.1Z'), at('2026-05-01T00:00:00.10000001Z'))).toBe(true);
    expect(isBefore(at('2026-05-01T00:00:00Z'), at('2026-05-01T00:00:00Z'))).toBe(false);
    expect(isBefore(at('2026-05-01T00:00:01Z'), at('2026-05-01T00:00:00.9Z'))).toBe(false);
  });
});
