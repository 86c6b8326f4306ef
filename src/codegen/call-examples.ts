import { canonicalJson } from '../model/json/canonical.ts';
import { visibleJson } from './identifiers.ts';
import type { ClientExamples, ClientTarget } from './model.ts';

/** A longer one explains nothing at the call. */
const LONGEST = 400;

/** The first example of each list, as JSON in one spelling; none that is too long for a comment. */
export function firstExamples(
  examples: Readonly<Partial<Record<keyof ClientExamples, readonly unknown[]>>>,
): Pick<ClientTarget, 'examples'> {
  const texts = Object.entries(examples).flatMap(([role, list]): [string, string][] => {
    const first = list?.[0];
    const text = first === undefined ? '' : visibleJson(canonicalJson(first));
    return text === '' || text.length > LONGEST ? [] : [[role, text]];
  });
  return texts.length === 0 ? {} : { examples: Object.fromEntries(texts) };
}
