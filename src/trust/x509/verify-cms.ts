import { constants, createHash, verify as cryptoVerify } from 'node:crypto';
import {
  contextTag,
  type DerElement,
  DerError,
  expectTag,
  readCount,
  readDer,
  readElements,
  readInteger,
  readOid,
  readSequence,
  TAG,
} from '../der/read.ts';
import { derElement } from '../der/write.ts';
import { malformed, untrusted } from '../errors.ts';
import { publicKeyFromSpki } from '../keys/public-key.ts';
import { type Certificate, parseCertificate } from './certificate.ts';

const OID = {
  signedData: '1.2.840.113549.1.7.2',
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  rsa: '1.2.840.113549.1.1.1',
} as const;

const HASHES: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512'> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Signature algorithms that name their hash; RSA may stand without one (RFC 3370 §3.2). */
const SIGNATURES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

/** Who made a CMS signature; whether to trust that certificate is verifyChain's question. */
export interface VerifiedCms {
  readonly signer: Certificate;
  /** The other certificates that came along. */
  readonly others: readonly Certificate[];
}

/** More certificates than any chain of ours needs. */
const MAX_CERTIFICATES = 16;

/**
 * Verifies a detached CMS signature (RFC 5652) with exactly one signer, signed attributes, and RSASSA-PKCS1-v1_5 or
 * ECDSA over SHA-2.
 * @throws AssayError cms-malformed, cert-malformed (input); sig-invalid, cms-unsupported, key-weak,
 * key-algorithm-unsupported (integrity)
 */
export function verifyCms(cms: Uint8Array, content: Uint8Array, path: string): VerifiedCms {
  try {
    return verifySignedData(cms, content, path);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw malformed({
      code: 'cms-malformed',
      message: `${path} is no detached cms signature: it ${error.message}`,
      hint: 'sign again; expected a der-encoded SignedData with one signer',
      location: { path },
    });
  }
}

function verifySignedData(cms: Uint8Array, content: Uint8Array, path: string): VerifiedCms {
  const [type, wrapped] = readSequence(readDer(cms));
  if (readOid(type) !== OID.signedData) throw new DerError('holds no signed data');
  const signedData = readSequence(readDer(expectTag(wrapped, contextTag(0, true)).contents));
  const [dataVersion, digests, encapsulated, ...rest] = signedData;
  if (readCount(dataVersion, 5) !== 1) throw new DerError('is signed data of another version than 1');
  const [contentType, attached] = readSequence(encapsulated);
  if (readOid(contentType) !== OID.data || attached !== undefined) throw new DerError('carries its own content');
  const certificates = certificatesOf(
    rest.find((each) => each.tag === contextTag(0, true)),
    path,
  );
  const [info, ...more] = readElements(expectTag(rest[rest.length - 1], TAG.set).contents);
  if (more.length > 0) throw new DerError('has more than one signer');
  const [version, sid, digestAlgorithm, attributes, signatureAlgorithm, signature] = readSequence(info);
  if (readCount(version, 3) !== 1)
    throw new DerError('names its signer in another way than by issuer and serial number');
  const signer = findSigner(sid, certificates);
  const hash = HASHES.get(algorithmOf(digestAlgorithm));
  const [listed, ...unused] = readElements(expectTag(digests, TAG.set).contents);
  if (unused.length > 0 || algorithmOf(listed) !== algorithmOf(digestAlgorithm))
    throw new DerError('lists other digests than its signer uses');
  if (hash === undefined) throw unsupported(path, 'is made with another hash than sha-256, sha-384 or sha-512');
  const signed = expectTag(attributes, contextTag(0, true));
  checkAttributes(signed, createHash(hash).update(content).digest(), path);
  const named = algorithmOf(signatureAlgorithm);
  if (named !== OID.rsa && SIGNATURES.get(named) !== hash)
    throw unsupported(path, 'names a signature algorithm that is not accepted, or not the one of its digest');
  // RFC 5652 §5.4: what is signed is the SET itself, not the [0] that stands in the file.
  const message = derElement(TAG.set, signed.contents);
  if (!fits(signer, hash, message, expectTag(signature, TAG.octetString).contents)) throw wrong(path, 'its signer');
  return { signer, others: certificates.filter((each) => each !== signer) };
}

/** The name of an algorithm whose parameters are absent or NULL. */
function algorithmOf(element: DerElement | undefined): string {
  const [oid, parameters, ...more] = readSequence(element);
  if (parameters !== undefined && (more.length > 0 || expectTag(parameters, TAG.null).contents.length > 0))
    throw new DerError('has an algorithm with parameters');
  return readOid(oid);
}

function certificatesOf(element: DerElement | undefined, path: string): Certificate[] {
  const found = element === undefined ? [] : readElements(element.contents);
  if (found.length > MAX_CERTIFICATES) throw new DerError('carries too many certificates');
  return found.map((each) => parseCertificate(each.raw, path));
}

function findSigner(sid: DerElement | undefined, certificates: readonly Certificate[]): Certificate {
  const [issuer, serial] = readSequence(sid);
  const number = readInteger(serial);
  const signer = certificates.find(
    (each) => each.serial === number && Buffer.from(each.issuerDer).equals(issuer?.raw ?? new Uint8Array()),
  );
  if (signer === undefined) throw new DerError("lacks its signer's certificate");
  return signer;
}

/** RFC 5652 §11: content type and message digest, each once, with one value. */
function checkAttributes(signed: DerElement, digest: Uint8Array, path: string): void {
  const values = new Map<string, DerElement>();
  for (const attribute of readElements(signed.contents)) {
    const [type, set] = readSequence(attribute);
    const oid = readOid(type);
    const [value, ...others] = readElements(expectTag(set, TAG.set).contents);
    if (value === undefined || others.length > 0 || values.has(oid))
      throw new DerError('has a signed attribute with other than one value');
    values.set(oid, value);
  }
  if (readOid(values.get(OID.contentType)) !== OID.data) throw new DerError('signs another type of content than data');
  const stated = expectTag(values.get(OID.messageDigest), TAG.octetString).contents;
  if (!Buffer.from(digest).equals(stated)) throw wrong(path, 'the content');
}

function fits(signer: Certificate, hash: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKeyFromSpki(signer.spki, signer.path);
  if (key.algorithm === 'ecdsa-p256')
    return cryptoVerify(hash, message, { key: key.keyObject, dsaEncoding: 'der' }, signature);
  if (key.algorithm !== 'rsa') throw unsupported(signer.path, `is made with a key of ${key.algorithm}`);
  return cryptoVerify(hash, message, { key: key.keyObject, padding: constants.RSA_PKCS1_PADDING }, signature);
}

function wrong(path: string, what: string): Error {
  return untrusted({
    code: 'sig-invalid',
    message: `${path} does not fit ${what}`,
    hint: 'get the signed file and its signature again',
    location: { path },
  });
}

function unsupported(path: string, what: string): Error {
  return untrusted({
    code: 'cms-unsupported',
    message: `${path} ${what}`,
    hint: 'sign with sha-256 and an rsa or p-256 key',
    location: { path },
  });
}
