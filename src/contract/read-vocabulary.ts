import validator from '../formats/generated/validators/vocabulary.js';
import type { CapabilityVocabulary } from '../formats/generated/vocabulary.ts';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { validateDocument } from '../formats/validate.ts';
import { SIZE } from '../model/limits.ts';
import type { VocabularyEntry } from './model.ts';
import { mergeVocabularies } from './vocabulary.ts';

/**
 * Reads a vocabulary file (kind assay.capability-vocabulary, JSON or YAML), in code-unit order of the names.
 * @param file absolute path @param shown the path as people see it
 * @throws AssayError of kind input
 */
export async function readVocabulary(file: string, shown: string): Promise<VocabularyEntry[]> {
  const bytes = readFileBytes(file, shown, SIZE.document);
  const document = await parseDocument(bytes, { path: shown, maxBytes: SIZE.document });
  const { capabilities } = validateDocument<CapabilityVocabulary>(document, validator, 'capability vocabulary');
  return mergeVocabularies(capabilities);
}
