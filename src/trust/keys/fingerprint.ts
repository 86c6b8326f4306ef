import { createHash } from 'node:crypto';

/** The parts of a public key that its OpenSSH form is made of. */
export type KeyNumbers =
  | { readonly algorithm: 'ed25519'; readonly point: Uint8Array }
  | { readonly algorithm: 'ecdsa-p256'; readonly point: Uint8Array }
  | { readonly algorithm: 'rsa'; readonly exponent: Uint8Array; readonly modulus: Uint8Array };

/**
 * The fingerprint that `ssh-keygen -lf` prints: `SHA256:` and base64 without padding, over the public key blob of
 * RFC 4253 §6.6, RFC 5656 §3.1 or RFC 8709 §4. Numbers are given as two's complement, as DER has them.
 */
export function sshFingerprint(key: KeyNumbers): string {
  const blob = Buffer.concat(blobParts(key).map(sshString));
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

function blobParts(key: KeyNumbers): Uint8Array[] {
  switch (key.algorithm) {
    case 'ed25519':
      return [Buffer.from('ssh-ed25519'), key.point];
    case 'ecdsa-p256':
      return [Buffer.from('ecdsa-sha2-nistp256'), Buffer.from('nistp256'), key.point];
    case 'rsa':
      return [Buffer.from('ssh-rsa'), key.exponent, key.modulus];
  }
}

function sshString(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
