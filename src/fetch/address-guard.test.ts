import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../testing/shared-data.ts';
import { judgeUrl, refusedAddress } from './address-guard.ts';
import { inRange, ipRange, parseIp } from './ip-address.ts';

const shut = { allowPrivate: false };
const open = { allowPrivate: true };

interface Vectors {
  readonly deny: readonly { category: string; family: 4 | 6; cidr: string }[];
  readonly urls: readonly { url: string; expect: string }[];
}
const file = sharedData('picloud/ssrf-vectors.json');
const none: Vectors = { deny: [], urls: [] };
const vectors: Vectors = file === undefined ? none : JSON.parse(readFileSync(file, 'utf8'));

describe.skipIf(file === undefined)('vectors that others wrote', () => {
  it.each(vectors.urls)('$url is $expect', ({ url, expect: wanted }) =>
    expect(judgeUrl(url, shut).refusal ?? 'ok').toBe(wanted),
  );

  it.each(vectors.deny)('$cidr is $category from its first to its last address', ({ cidr, category }) => {
    const { family, first, bits } = ipRange(cidr);
    const last = first | ((1n << BigInt((family === 4 ? 32 : 128) - bits)) - 1n);
    for (const value of [first, last]) {
      // 2001:: is Teredo for 255.255.255.255.
      const wanted = textOf(family, value) === '2001:0:0:0:0:0:0:0' ? 'reserved' : category;
      expect(refusedAddress(textOf(family, value), shut)).toBe(wanted);
    }
  });
});

function textOf(family: 4 | 6, value: bigint): string {
  const [count, bits, radix, glue] = family === 4 ? ([4, 8n, 10, '.'] as const) : ([8, 16n, 16, ':'] as const);
  const mask = (1n << bits) - 1n;
  return Array.from({ length: count }, (_, index) =>
    ((value >> (bits * BigInt(count - 1 - index))) & mask).toString(radix),
  ).join(glue);
}

describe('addresses', () => {
  it.each<[string, string | undefined]>([
    ['8.8.8.8', undefined],
    ['::ffff:8.8.8.8', undefined],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'link-local'],
    ['2002:a00:1::', 'private'],
    ['2001:0:1234::80ff:fffe', 'loopback'],
    ['2001:0:1234::f7f7:f7f7', 'ietf-protocol'],
    ['fe80::1%eth0', 'address-invalid'],
    ['0177.0.0.1', 'address-invalid'],
    ['', 'address-invalid'],
    ['1::2::3', 'address-invalid'],
    ['1:2:3:4:5:6:7:8:9', 'address-invalid'],
    ['::1:2:3:4:5:6:7:8', 'address-invalid'],
  ])('%s', (text, category) => expect(refusedAddress(text, shut)).toBe(category));

  it('are private only with leave, and never link-local, multicast or unspecified', () => {
    for (const address of ['127.0.0.1', '10.1.2.3', '192.168.0.1', '::1', 'fd00::1', '::ffff:10.0.0.1', '100.64.0.1'])
      expect(refusedAddress(address, open)).toBeUndefined();
    for (const address of [
      '169.254.169.254',
      '::ffff:169.254.169.254',
      'fe80::1',
      '224.0.0.1',
      '0.0.0.0',
      '::',
      '255.255.255.255',
    ])
      expect(refusedAddress(address, open)).toBeDefined();
  });

  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        expect(parseIp(textOf(6, value))).toEqual({ family: 6, value });
        const four = value & 0xffffffffn;
        expect(parseIp(textOf(4, four))).toEqual({ family: 4, value: four });
        expect(inRange({ family: 4, value: four }, ipRange('0.0.0.0/0'))).toBe(true);
      }),
    );
  });
});

describe('URLs', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['http://api.example.com/', 'scheme', undefined],
    ['file:///etc/passwd', 'scheme', 'scheme'],
    ['javascript:alert(1)', 'scheme', 'scheme'],
    ['https://ann:pass@api.example.com/', 'userinfo', 'userinfo'],
    ['https://api.example.com:25/', 'port', undefined],
    ['https://2130706433/', 'loopback', undefined],
    ['https://①②⑦.⓪.⓪.①/', 'loopback', undefined],
    ['https://intranet/', 'name-local', undefined],
    ['https://printer.home.arpa/', 'name-local', undefined],
    ['http://169.254.169.254/', 'scheme', 'link-local'],
    ['https://', 'url-invalid', 'url-invalid'],
  ])('%s', (url, usually, withLeave) => {
    expect(judgeUrl(url, shut).refusal).toBe(usually);
    expect(judgeUrl(url, open).refusal).toBe(withLeave);
  });
});
