import { expect, it } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { parseCertificates } from './parse-certificates.ts';

const blocks = (count: number, label = 'CERTIFICATE'): Uint8Array =>
  Buffer.from(`-----BEGIN ${label}-----\nMAA=\n-----END ${label}-----\n`.repeat(count));

it.each([
  ['nothing', new Uint8Array(), 'cert-malformed/3'],
  ['another label', blocks(1, 'PUBLIC KEY'), 'cert-malformed/3'],
  ['no certificate in a block', blocks(64), 'cert-malformed/3'],
  ['more certificates than are read', blocks(65), 'cert-too-many/3'],
])('%s is refused', (_, bytes, code) => {
  expect(codeOf(() => parseCertificates(bytes, 'certs.pem'))).toBe(code);
});
