import { EVIDENCE_RULES } from '../decide/evidence-rules.ts';
import { findingOf } from '../decide/rule-doc.ts';
import type { Certification } from '../formats/generated/certification.ts';
import validator from '../formats/generated/validators/certification.js';
import { validateDocument } from '../formats/validate.ts';
import { AssayError, integrityError } from '../model/errors.ts';
import { pointerTokens } from '../model/json/pointer.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import type { Leak } from '../model/leaks.ts';
import { withLeak } from './certification.ts';
import { hidePrivatePaths, type PrivateFolders, plainJson } from './private-paths.ts';
import { leakWords, reportLeaks } from './report-leaks.ts';

/** Where findings about the certification itself point to. */
const PATH = 'certification.json';

/**
 * The last look before anything is written: private folders become placeholders; a secret becomes one too, and blocks,
 * whoever signed what. The document that comes out is valid under its format.
 * @throws AssayError redaction-impossible (integrity) where what is left would be no certification
 */
export function redactCertification(certification: Certification, folders: PrivateFolders): Certification {
  const { value } = hidePrivatePaths(plainJson(certification), folders);
  const leaks = reportLeaks(value);
  if (leaks.length === 0) return typed(value);
  const clean = typed(leaks.reduce(withoutLeak, value));
  const finding = findingOf(EVIDENCE_RULES.redactionFailed, {
    message: `the certification would hold what no report may carry: ${leakWords(leaks)}`,
    location: { path: PATH, pointer: leaks[0]?.pointer ?? '' },
    key: [PATH],
  });
  return withLeak(clean, { ...finding, blocks: true });
}

/** The document with a placeholder at a leak's place; where the place is no text, nothing is left of it. */
function withoutLeak(document: JsonValue, { pointer, kind }: Leak): JsonValue {
  const replace = (value: JsonValue, [token, ...rest]: readonly string[]): JsonValue => {
    if (token === undefined) return typeof value === 'string' ? `<redacted ${kind}>` : isJsonObject(value) ? {} : [];
    if (Array.isArray(value))
      return value.map((item: JsonValue, index) => (String(index) === token ? replace(item, rest) : item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, name === token ? replace(item, rest) : item]),
    );
  };
  return replace(document, pointerTokens(pointer));
}

function typed(value: JsonValue): Certification {
  try {
    return validateDocument<Certification>(
      { value, locate: (pointer) => ({ path: PATH, pointer }) },
      validator,
      'certification',
    );
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    throw integrityError(
      'redaction-impossible',
      'the certification would hold a secret where no placeholder can stand, or is not valid; nothing is written',
      'look for a secret in the names of apps, targets or files; otherwise report it as a bug',
      error.location,
    );
  }
}
