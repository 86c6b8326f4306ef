import { randomBytes } from 'node:crypto';
import forge from 'node-forge';
import type { PrivateKey } from '../keys/private-key.ts';
import type { PublicKey } from '../keys/public-key.ts';
import type { Certificate } from './certificate.ts';
import {
  forgeName,
  forgePublicKey,
  forgeSha256,
  forgeSigner,
  fromBinary,
  type NameAttribute,
  toBinary,
  toDer,
} from './forge.ts';

/** What a certificate is for: to issue others, or to sign as an author known by a URI. */
export type CertificateProfile =
  | { readonly kind: 'authority'; readonly pathLength?: number }
  | { readonly kind: 'author'; readonly uri: string };

export interface NewCertificate {
  readonly subject: readonly NameAttribute[];
  /** RSA alone. */
  readonly publicKey: PublicKey;
  /** The authority's certificate; absent for one that signs itself. */
  readonly issuer?: Certificate;
  /** The authority's key, or the subject's own where no issuer is given. */
  readonly issuerKey: PrivateKey;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly profile: CertificateProfile;
}

/**
 * Builds an X.509 certificate (RFC 5280) with RSA and SHA-256. The serial number is random (16 bytes, positive).
 * @returns DER
 * @throws AssayError key-algorithm-unsupported for keys other than RSA
 */
export function buildCertificate(wanted: NewCertificate): Uint8Array {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forgePublicKey(wanted.publicKey);
  certificate.serialNumber = newSerial();
  certificate.validity = { notBefore: wanted.notBefore, notAfter: wanted.notAfter };
  certificate.setSubject(forgeName(wanted.subject));
  certificate.setIssuer(wanted.issuer === undefined ? forgeName(wanted.subject) : subjectOf(wanted.issuer));
  certificate.setExtensions([...profileExtensions(wanted.profile), ...keyIdentifiers(wanted)]);
  certificate.sign(forgeSigner(wanted.issuerKey), forgeSha256());
  return toDer(forge.pki.certificateToAsn1(certificate));
}

/** The issuer's name, to be encoded as it is there: names are compared by their bytes. */
function subjectOf(issuer: Certificate): forge.pki.CertificateField[] {
  const parsed = forge.pki.certificateFromAsn1(forge.asn1.fromDer(toBinary(issuer.der)));
  // Forge reads UTF-8 as bytes and writes it from characters.
  return parsed.subject.attributes.map((each) =>
    Number(each.valueTagClass) === forge.asn1.Type.UTF8 ? { ...each, value: fromBinary(String(each.value)) } : each,
  );
}

function profileExtensions(profile: CertificateProfile): object[] {
  if (profile.kind === 'authority')
    return [
      {
        name: 'basicConstraints',
        critical: true,
        cA: true,
        ...(profile.pathLength === undefined ? {} : { pathLenConstraint: profile.pathLength }),
      },
      { name: 'keyUsage', critical: true, keyCertSign: true },
    ];
  return [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', codeSigning: true },
    { name: 'subjectAltName', altNames: [{ type: 6, value: profile.uri }] },
  ];
}

function keyIdentifiers({ issuer }: NewCertificate): object[] {
  const subjectKeyId = issuer?.extensions.subjectKeyId;
  const own = { name: 'subjectKeyIdentifier' };
  if (subjectKeyId === undefined) return [own];
  return [own, { name: 'authorityKeyIdentifier', keyIdentifier: toBinary(Buffer.from(subjectKeyId, 'hex')) }];
}

function newSerial(): string {
  const bytes = randomBytes(16);
  // RFC 5280 §4.1.2.2: positive, so the top bit is off; not zero, so the next one is on.
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
