import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactUriFault, evidenceUriFault, metadataUriFault } from './uri-policy.ts';

const WEB_GOOD = [
  'https://example.invalid',
  'https://example.invalid:8443/a/b.zip?x=1&y=%20',
  'HTTPS://EXAMPLE.invalid/',
  'https://127.0.0.1/a',
  'https://8.8.8.8/a',
  'https://[2001:db8::1]/a',
  'http://localhost/a',
  'http://127.8.9.10:80/a',
  'http://[::1]:8080/a',
  'https://example.invalid./a',
  'https://xn--bcher-kva.example/ü',
];

const WEB_BAD = [
  '',
  'example.invalid/a',
  '/a/b',
  '//example.invalid/a',
  'https:',
  'https:a',
  'https://',
  'https:///a',
  'https://user@example.invalid/a',
  'https://user:secret@example.invalid/a',
  'https://example.invalid/a#part',
  'https://example.invalid/a#',
  'https://example.invalid/a b',
  'https://example.invalid/a\tb',
  'https://example.invalid/%zz',
  'https://example.invalid/%2',
  'https://example.invalid/[a]',
  'https://exa mple.invalid/',
  'https://exa_mple.invalid/',
  'https://-example.invalid/',
  'https://example..invalid/',
  'https://bücher.example/',
  'https://1.2.3/',
  'https://1.2.3.999/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1/',
  'https://[zz]/',
  'https://example.invalid:port/',
  'https://example.invalid:99999/',
  'https:\\\\example.invalid\\a',
  'http://example.invalid/a',
  'http://127.0.0.1.example.invalid/a',
  'http://localhost.example.invalid/a',
  'http://0.0.0.0/a',
  'http://[::ffff:127.0.0.1]/a',
  'ftp://example.invalid/a',
  'javascript:alert(1)',
  'data:text/plain,a',
];

describe('metadataUriFault', () => {
  it.each(WEB_GOOD)('%s', (uri) => {
    expect(metadataUriFault(uri)).toBeUndefined();
  });
  it.each([...WEB_BAD, 'file:///a', 'crypta:CHK@a'])('refuses %j', (uri) => {
    expect(metadataUriFault(uri)).toEqual(expect.any(String));
  });
});

describe('artifactUriFault', () => {
  it.each([...WEB_GOOD, 'file:///tmp/a.zip', 'file:/tmp/a.zip', 'crypta:CHK@abc,def', 'crypta:CHK@a/b.zip'])(
    '%s',
    (uri) => {
      expect(artifactUriFault(uri)).toBeUndefined();
    },
  );
  it.each([
    ...WEB_BAD,
    'file:a.zip',
    'file://host/a.zip',
    'file://localhost/a.zip',
    'file:///a.zip?x',
    'file:///a.zip#x',
    'file:///a%00b',
    'file:///a%2Fb',
    'file://',
    'crypta:USK@abc',
    'crypta:SSK@abc',
    'crypta:chk@abc',
    'crypta:CHK@abc?x',
    'crypta:CHK@abc#x',
    'crypta://CHK@abc',
    'crypta:',
  ])('refuses %j', (uri) => {
    expect(artifactUriFault(uri)).toEqual(expect.any(String));
  });
  it('never repeats what may be a secret', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WEB_BAD), (uri) => {
        expect(artifactUriFault(uri)).not.toContain('secret');
      }),
    );
  });
});

describe('evidenceUriFault', () => {
  it.each(['https://example.invalid/a', 'crypta:USK@a/b/1'])('%s', (uri) => {
    expect(evidenceUriFault(uri)).toBeUndefined();
  });
  it.each(['http://localhost/a', 'file:///a', 'https://u@example.invalid/', 'crypta:a#b'])('refuses %s', (uri) => {
    expect(evidenceUriFault(uri)).toEqual(expect.any(String));
  });
});
