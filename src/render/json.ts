import type { Certification } from '../formats/generated/certification.ts';

/** The certification itself, as every command prints its document. */
export function renderJson(certification: Certification): string {
  return `${JSON.stringify(certification, null, 2)}\n`;
}
