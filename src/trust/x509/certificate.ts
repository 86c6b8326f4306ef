import { X509Certificate } from 'node:crypto';
import { type Digest, digestBytes } from '../../model/digest.ts';
import {
  contextTag,
  type DerElement,
  DerError,
  expectTag,
  readCount,
  readDer,
  readInteger,
  readOid,
  readSequence,
  TAG,
} from '../der/read.ts';
import { malformed } from '../errors.ts';
import { type Extensions, readExtensions } from './extensions.ts';

/** A certificate taken apart. Nothing of it is believed before a chain says so. */
export interface Certificate {
  /** Path for messages. */
  readonly path: string;
  readonly x509: X509Certificate;
  readonly der: Uint8Array;
  /** 1 to 3. */
  readonly version: number;
  readonly serial: bigint;
  /** Object identifiers inside and outside of the signed part; they must agree. */
  readonly signatureAlgorithm: { readonly inner: string; readonly outer: string };
  /** Distinguished names, for people: one attribute after the other, separated by commas. */
  readonly subject: string;
  readonly issuer: string;
  /** The same as DER, for comparing. */
  readonly subjectDer: Uint8Array;
  readonly issuerDer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly extensions: Extensions;
  readonly digest: Digest;
}

/**
 * Parses one certificate (RFC 5280 §4.1) from DER.
 * @throws AssayError cert-malformed (input)
 */
export function parseCertificate(der: Uint8Array, path: string): Certificate {
  try {
    return takeApart(der, path);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw malformed({
      code: 'cert-malformed',
      message: `${path} is no certificate: it ${error.message}`,
      hint: 'give a certificate as pem or der',
      location: { path },
    });
  }
}

function takeApart(der: Uint8Array, path: string): Certificate {
  const [tbs, outer, signature, ...rest] = readSequence(readDer(der));
  expectTag(signature, TAG.bitString);
  if (rest.length > 0) throw new DerError('has more than three parts');
  const fields = readSequence(tbs);
  const version = fields[0]?.tag === contextTag(0, true) ? readVersion(fields.shift()) : 1;
  const [serial, inner, issuer, validity, subject, spki, ...optional] = fields;
  const [notBefore, notAfter] = readSequence(validity);
  const wrapped = optional.find((each) => each.tag === contextTag(3, true));
  if (wrapped !== undefined && version !== 3) throw new DerError('has extensions, which only version 3 has');
  const x509 = load(der);
  return {
    path,
    x509,
    der,
    version,
    serial: readInteger(serial),
    signatureAlgorithm: { inner: readOid(readSequence(inner)[0]), outer: readOid(readSequence(outer)[0]) },
    subject: oneLine(x509.subject),
    issuer: oneLine(x509.issuer),
    subjectDer: expectTag(subject, TAG.sequence).raw,
    issuerDer: nonEmpty(expectTag(issuer, TAG.sequence)).raw,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    spki: expectTag(spki, TAG.sequence).raw,
    extensions: readExtensions(wrapped?.contents),
    digest: digestBytes(der),
  };
}

function readVersion(element: DerElement | undefined): number {
  return readCount(element === undefined ? undefined : readDer(element.contents), 2) + 1;
}

function nonEmpty(name: DerElement): DerElement {
  if (name.contents.length === 0) throw new DerError('names no issuer');
  return name;
}

/** RFC 5280 §4.1.2.5: years to 2049 in two digits, later ones in four, always UTC and with seconds. */
function readTime(element: DerElement | undefined): Date {
  const utc = element?.tag === TAG.utcTime;
  const text = Buffer.from(expectTag(element, utc ? TAG.utcTime : TAG.generalizedTime).contents).toString('latin1');
  const match = (utc ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(
    text,
  );
  if (match === null) throw new DerError('has a date in a form that is not allowed');
  const [, year = '', month, day, hour, minute, second] = match;
  const full = utc ? `${Number(year) < 50 ? '20' : '19'}${year}` : year;
  const iso = `${full}-${month}-${day}T${hour}:${minute}:${second}`;
  const date = new Date(`${iso}Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso))
    throw new DerError('has a date that no calendar has');
  return date;
}

function load(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new DerError('is refused by openssl');
  }
}

/** Node writes one attribute a line, with control characters escaped. */
function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
