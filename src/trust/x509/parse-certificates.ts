import { malformed } from '../errors.ts';
import { parsePem } from '../pem.ts';
import { type Certificate, parseCertificate } from './certificate.ts';

/** As many certificates as a file of them may hold. */
const MAX_CERTIFICATES = 64;

/**
 * The certificates of a PEM file, in order, or the one of a DER file.
 * @throws AssayError cert-malformed, cert-too-many (input)
 */
export function parseCertificates(bytes: Uint8Array, path: string): Certificate[] {
  if (bytes[0] === 0x30) return [parseCertificate(bytes, path)];
  const blocks = parsePem(Buffer.from(bytes).toString('latin1')) ?? [];
  const wrong = blocks.find((block) => block.label !== 'CERTIFICATE');
  if (blocks.length === 0 || wrong !== undefined)
    throw malformed({
      code: 'cert-malformed',
      message: `${path} ${wrong === undefined ? 'holds no certificate' : `holds a pem block "${wrong.label}" among its certificates`}`,
      hint: 'give certificates as pem blocks "CERTIFICATE", or one as der',
      location: { path },
    });
  if (blocks.length > MAX_CERTIFICATES)
    throw malformed({
      code: 'cert-too-many',
      message: `${path} holds ${blocks.length} certificates; at most ${MAX_CERTIFICATES} are read`,
      hint: 'keep those that are needed',
      location: { path },
    });
  return blocks.map((block) => parseCertificate(block.der, path));
}
