import { decodeBase64, encodeBase64 } from './base64.ts';

/** One PEM block (RFC 7468). */
export interface PemBlock {
  /** What stands in BEGIN and END, as "PUBLIC KEY". */
  readonly label: string;
  readonly der: Uint8Array;
}

const BEGIN = /^-----BEGIN ([A-Z0-9][A-Z0-9 ]{0,63})-----$/;

/**
 * The PEM blocks of a text, in order; text around them is explanation and is skipped, as RFC 7468 §2 allows.
 * Linear in the length of the text.
 * @returns undefined where a block is open, mislabelled, carries headers or is not base64
 */
export function parsePem(text: string): PemBlock[] | undefined {
  const blocks: PemBlock[] = [];
  let label: string | undefined;
  let body: string[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trimEnd())) {
    if (label === undefined) {
      label = BEGIN.exec(line)?.[1];
      if (label === undefined && line.startsWith('-----')) return undefined;
      body = [];
    } else if (line === `-----END ${label}-----`) {
      const der = decodeBase64(body.join(''));
      if (der === undefined) return undefined;
      blocks.push({ label, der });
      label = undefined;
    } else {
      body.push(line);
    }
  }
  return label === undefined ? blocks : undefined;
}

/** One PEM block, 64 characters a line, ending with LF. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
