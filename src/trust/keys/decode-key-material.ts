import { decodeBase64 } from '../base64.ts';
import { malformed } from '../errors.ts';
import { parsePem } from '../pem.ts';

/** Key or certificate bytes, and what their PEM label said where there was one. */
export interface KeyMaterial {
  readonly label?: string;
  readonly der: Uint8Array;
}

/**
 * Takes key material in the three forms that people have it in: PEM with exactly one block, base64 text, or DER.
 * @throws AssayError key-malformed, key-ambiguous (input)
 */
export function decodeKeyMaterial(bytes: Uint8Array, shown: string): KeyMaterial {
  if (bytes[0] === 0x30) return { der: bytes };
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.includes('-----BEGIN ')) {
    const der = decodeBase64(text.replace(/[ \t\r\n]+/g, ''));
    if (der === undefined) throw noMaterial(shown, 'is neither pem, nor base64, nor der');
    return { der };
  }
  const [block, ...others] = parsePem(text) ?? [];
  if (block === undefined) throw noMaterial(shown, 'has a broken pem block');
  if (others.length > 0)
    throw malformed({
      code: 'key-ambiguous',
      message: `${shown} has ${others.length + 1} pem blocks where one was expected`,
      hint: 'keep one key per file',
      location: { path: shown },
    });
  return block;
}

function noMaterial(shown: string, what: string): Error {
  return malformed({
    code: 'key-malformed',
    message: `${shown} ${what}`,
    hint: 'give a key as pem, base64 or der',
    location: { path: shown },
  });
}
