import {
  contextTag,
  type DerElement,
  DerError,
  expectTag,
  readBoolean,
  readCount,
  readDer,
  readElements,
  readOid,
  readSequence,
  TAG,
} from '../der/read.ts';

/** The extensions of RFC 5280 §4.2 that decide something here. */
export interface Extensions {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: ReadonlySet<KeyUsage>;
  /** Object identifiers, in the order written. */
  readonly extendedKeyUsage?: readonly string[];
  readonly altNames: readonly GeneralName[];
  readonly nameConstraints?: { readonly permitted: readonly GeneralName[]; readonly excluded: readonly GeneralName[] };
  /** Key identifiers, as hex. */
  readonly subjectKeyId?: string;
  readonly authorityKeyId?: string;
  /** Critical extensions that nothing here understands, so that the certificate must not be used. */
  readonly unknownCritical: readonly string[];
}

export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** A name that is not the subject; kinds other than these are kept as `other`, so that constraints on them are seen. */
export interface GeneralName {
  readonly kind: 'email' | 'dns' | 'uri' | 'other';
  /** Empty for `other`. */
  readonly value: string;
}

const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  altName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads the extensions of a certificate from the contents of its `[3]` element.
 * @throws DerError for anything malformed, and for one extension twice (RFC 5280 §4.2)
 */
export function readExtensions(wrapped: Uint8Array | undefined): Extensions {
  const found: Mutable<Extensions> = { altNames: [], unknownCritical: [] };
  const seen = new Set<string>();
  for (const element of wrapped === undefined ? [] : readSequence(readDer(wrapped))) {
    const members = readSequence(element);
    const oid = readOid(members[0]);
    if (seen.has(oid)) throw new DerError(`has the extension ${oid} twice`);
    seen.add(oid);
    if (members.length > 3) throw new DerError(`has the extension ${oid} with too many members`);
    const critical = members.length === 3 && readBoolean(members[1]);
    const value = readDer(expectTag(members[critical ? 2 : members.length - 1], TAG.octetString).contents);
    if (!readKnown(oid, value, found) && critical) found.unknownCritical = [...found.unknownCritical, oid];
  }
  return found;
}

/** True where the extension is one that is understood; what it says is put into `into`. */
function readKnown(oid: string, value: DerElement, into: Mutable<Extensions>): boolean {
  switch (oid) {
    case OID.basicConstraints:
      into.basicConstraints = readBasicConstraints(value);
      return true;
    case OID.keyUsage:
      into.keyUsage = readKeyUsage(value);
      return true;
    case OID.extendedKeyUsage:
      into.extendedKeyUsage = readSequence(value).map(readOid);
      return true;
    case OID.altName:
      into.altNames = readSequence(value).map(readGeneralName);
      return true;
    case OID.nameConstraints:
      into.nameConstraints = readNameConstraints(value);
      return true;
    case OID.subjectKeyId:
      into.subjectKeyId = hex(expectTag(value, TAG.octetString).contents);
      return true;
    case OID.authorityKeyId: {
      const keyId = readSequence(value).find((each) => each.tag === contextTag(0, false));
      if (keyId !== undefined) into.authorityKeyId = hex(keyId.contents);
      return true;
    }
    default:
      return false;
  }
}

function readBasicConstraints(value: DerElement): { ca: boolean; pathLength?: number } {
  const members = readSequence(value);
  const ca = members[0]?.tag === TAG.boolean ? readBoolean(members.shift()) : false;
  const pathLength = members.shift();
  if (members.length > 0) throw new DerError('has basic constraints with too many members');
  if (pathLength === undefined) return { ca };
  if (!ca) throw new DerError('limits the path below a certificate that is no authority');
  return { ca, pathLength: readCount(pathLength, 255) };
}

/** X.690 §11.2.2: a named bit list ends with its last set bit. */
function readKeyUsage(value: DerElement): Set<KeyUsage> {
  const [unused = 8, ...octets] = expectTag(value, TAG.bitString).contents;
  const bits = octets.flatMap((octet) => Array.from({ length: 8 }, (_, bit) => (octet & (0x80 >> bit)) !== 0));
  const last = bits.lastIndexOf(true);
  if (unused > 7 || last === -1 || last !== bits.length - 1 - unused) throw new DerError('has a broken key usage');
  return new Set(KEY_USAGES.filter((_, index) => bits[index]));
}

function readNameConstraints(value: DerElement): NonNullable<Extensions['nameConstraints']> {
  const subtrees = (number: number): GeneralName[] =>
    readSequence(value)
      .filter((each) => each.tag === contextTag(number, true))
      .flatMap((each) => readElements(each.contents))
      .map((subtree) => {
        const [base, ...limits] = readSequence(subtree);
        // RFC 5280 §4.2.1.10: minimum is 0 (which DER leaves out) and maximum absent.
        if (base === undefined || limits.length > 0) throw new DerError('has a name constraint with limits');
        return readGeneralName(base);
      });
  const constraints = { permitted: subtrees(0), excluded: subtrees(1) };
  if (constraints.permitted.length + constraints.excluded.length === 0)
    throw new DerError('has empty name constraints');
  return constraints;
}

function readGeneralName(element: DerElement): GeneralName {
  const kind = new Map([
    [contextTag(1, false), 'email'],
    [contextTag(2, false), 'dns'],
    [contextTag(6, false), 'uri'],
  ] as const).get(element.tag);
  if (kind === undefined) return { kind: 'other', value: '' };
  const value = Buffer.from(element.contents).toString('latin1');
  if (/[^\u0021-\u007e]/.test(value)) throw new DerError('has a name with other than printable ascii characters');
  return { kind, value };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
