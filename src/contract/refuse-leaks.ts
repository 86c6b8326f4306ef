import { integrityError } from '../model/errors.ts';
import type { JsonDocument } from '../model/json/parse.ts';
import { findLeaks } from '../model/leaks.ts';

const SHOWN = 5;

/**
 * Refuses a document that holds what must not be published. Kinds and places are named, values never.
 * @param what the document in words, as "a contract"
 * @param fresh the part of the document's value that was not looked at before
 * @throws AssayError leak-found (integrity, exit 4)
 */
export function refuseLeaks(document: JsonDocument, what: string, fresh = document.value): void {
  if (findLeaks(fresh).length === 0) return;
  // Only the whole knows the places.
  const leaks = findLeaks(document.value);
  const [first] = leaks;
  if (first === undefined) return;
  const location = document.locate(first.pointer);
  const named = leaks.slice(0, SHOWN).map(({ kind, pointer }) => `${kind} at ${pointer === '' ? 'the top' : pointer}`);
  const more = leaks.length > SHOWN ? `, and ${leaks.length - SHOWN} more` : '';
  throw integrityError(
    'leak-found',
    `${location.path}:${location.line}:${location.column} holds what ${what} must not carry: ${named.join(', ')}${more}`,
    'remove the value, or describe it in words; treat a real secret as lost and replace it',
    location,
  );
}
