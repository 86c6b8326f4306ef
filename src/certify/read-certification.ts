import type { Certification } from '../formats/generated/certification.ts';
import validator from '../formats/generated/validators/certification.js';
import { SIZE } from '../model/limits.ts';
import { readTyped } from './read-typed.ts';

/**
 * Reads a saved certification.
 * @throws AssayError of kind input
 */
export async function readCertification(file: string, shown: string): Promise<Certification> {
  return (await readTyped<Certification>({ file, shown }, validator, 'certification', SIZE.document)).value;
}
