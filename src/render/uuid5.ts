import { createHash } from 'node:crypto';

/** The namespace of names that are URLs (RFC 9562 §6.6). */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** A UUID of version 5 (RFC 9562 §5.5): the same name, the same UUID, on every machine. */
export function uuid5(url: string): string {
  const bytes = createHash('sha1').update(URL_NAMESPACE).update(url, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The UUID under which reports name a finding, a waiver or a certification. */
export function uuidOf(kind: 'finding' | 'waiver' | 'accepted' | 'unit' | 'certification', name: string): string {
  return uuid5(`https://assay.dev/${kind}/${name}`);
}
