/**
 * Decodes base64 (RFC 4648 §4) or base64url (§5), with padding or, for base64url, without. One value has one encoding
 * per alphabet: stray bits, wrong padding, mixed alphabets, white space and empty text are refused.
 * @returns undefined where the text is no such encoding
 */
export function decodeBase64(text: string, alphabet: 'standard' | 'either' = 'standard'): Uint8Array | undefined {
  if (text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return bytes;
  if (alphabet === 'standard') return undefined;
  const url = bytes.toString('base64url');
  const padded = url.padEnd(Math.ceil(url.length / 4) * 4, '=');
  return url === text || padded === text ? bytes : undefined;
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
