import type { PaletteFault } from '../manifest/palette-model.ts';
import { type Placed, subjectOf, textsAt } from '../manifest/palette-places.ts';
import { placeWords } from '../manifest/palette-words.ts';
import type { RuleHit } from '../model/rule.ts';
import type { ManifestInput } from './manifest-input.ts';

/** One hit for each fault of the published schema that a rule of its own is about. */
export function* ownFaults(
  { appId, palette }: ManifestInput,
  rule: string,
  words: (fault: PaletteFault) => string = ({ found, expected }) => `${found}, expected ${expected}`,
): Generator<RuleHit> {
  for (const fault of palette?.faults ?? []) {
    if (fault.rule !== rule) continue;
    yield {
      message: `${placeWords(fault.shown)} ${words(fault)}`,
      location: fault.location,
      key: [appId, ...fault.subject],
    };
  }
}

/** The texts at a place of a palette manifest; none in another dialect. */
export function paletteTexts({ palette }: ManifestInput, place: string): { pointer: string; value: string }[] {
  return palette === undefined ? [] : textsAt(palette.json, place);
}

/** What is written again, with the value it repeats; the first of each stays out. */
export function repeated(values: readonly { pointer: string; value: string }[]): { pointer: string; value: string }[] {
  const seen = new Set<string>();
  return values.filter(({ value }) => seen.has(value) || !seen.add(value));
}

/** A hit about one value of a palette manifest; nothing in another dialect. */
export function* hitAt(
  { appId, palette }: ManifestInput,
  { pointer }: Pick<Placed, 'pointer'>,
  message: string,
): Generator<RuleHit> {
  if (palette === undefined) return;
  yield { message, location: palette.locate(pointer), key: [appId, ...subjectOf(palette.json, pointer)] };
}
