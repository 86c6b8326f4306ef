import type { CharSet } from './char-set.ts';

/** A regular expression as a tree. `irregular` stands for look-around, back references and word boundaries. */
export type Regex =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly parts: readonly Regex[] }
  | { readonly kind: 'alt'; readonly parts: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly body: Regex; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'irregular'; readonly body: Regex };

export const NOTHING: Regex = { kind: 'concat', parts: [] };

/** False where the expression has parts that no finite automaton can carry. */
export function isRegular(regex: Regex): boolean {
  switch (regex.kind) {
    case 'irregular':
      return false;
    case 'concat':
    case 'alt':
      return regex.parts.every(isRegular);
    case 'repeat':
      return isRegular(regex.body);
    default:
      return true;
  }
}

/** What a backtracking matcher may suffer from: repeats inside repeats, and how many open repeats follow each other. */
export interface Backtracking {
  readonly nested: boolean;
  readonly repeats: number;
}

export function backtracking(regex: Regex): Backtracking {
  switch (regex.kind) {
    case 'irregular':
      return backtracking(regex.body);
    case 'concat':
    case 'alt': {
      const parts = regex.parts.map(backtracking);
      return {
        nested: parts.some((part) => part.nested),
        repeats: parts.reduce((sum, part) => sum + part.repeats, 0),
      };
    }
    case 'repeat': {
      const body = backtracking(regex.body);
      const choice = regex.max > regex.min;
      return {
        nested: body.nested || (regex.max > 1 && body.repeats > 0),
        repeats: body.repeats + (choice && regex.max > 1 ? 1 : 0),
      };
    }
    default:
      return { nested: false, repeats: 0 };
  }
}
