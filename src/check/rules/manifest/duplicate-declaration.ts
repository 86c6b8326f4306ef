import { type Placed, textsAt, valuesAt } from '../../../manifest/palette-places.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hitAt, paletteTexts, repeated } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

const LISTS = [
  { what: 'consumed service', places: ['/consumes/services/*', '/consumes/services/*/target'] },
  { what: 'consumed event', places: ['/consumes/events/*', '/consumes/events/*/target'] },
  { what: 'required app', places: ['/requires/apps/*/id'] },
  { what: 'required service', places: ['/requires/services/*/id'] },
  { what: 'required event', places: ['/requires/events/*'] },
  { what: 'permission', places: ['/permissions/*'] },
];

export default defineRule<ManifestInput>({
  id: 'manifest/duplicate-declaration',
  summary: 'an app declares each thing once',
  help: 'Keep one of the two: which of them counts is left to chance. The platform does not look.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"consumes": {"services": ["hr/v1#x", {"target": "hr/v1#x", "required": false}]}',
    passes: '"consumes": {"services": ["hr/v1#x"]}',
  },
  *check(input) {
    for (const { what, places } of LISTS)
      for (const { pointer, value } of repeated(places.flatMap((place) => paletteTexts(input, place))))
        yield* hitAt(input, { pointer }, `${what} ${quote(value)} is there already`);
    for (const { pointer, value } of repeated(eventNames(input)))
      yield* hitAt(input, { pointer }, `provided event ${quote(value)} is there already`);
    for (const service of input.palette === undefined ? [] : valuesAt(input.palette.json, '/provides/services/*'))
      for (const { pointer, value } of repeated(methodNames(service)))
        yield* hitAt(input, { pointer }, `method ${quote(value)} is there already`);
  },
});

/** One name per method: both spellings in one object are no repetition. */
function methodNames({ pointer, value }: Placed): { pointer: string; value: string }[] {
  return valuesAt(value, '/methods/*').flatMap((method) => firstName(method, ['/id', '/name'], pointer));
}

function eventNames({ palette }: ManifestInput): { pointer: string; value: string }[] {
  return valuesAt(palette?.json ?? {}, '/provides/events/*').flatMap((event) =>
    typeof event.value === 'string'
      ? [{ pointer: event.pointer, value: event.value }]
      : firstName(event, ['/id', '/topic', '/name'], ''),
  );
}

function firstName({ pointer, value }: Placed, names: readonly string[], above: string) {
  return names
    .flatMap((name) => textsAt(value, name))
    .slice(0, 1)
    .map((text) => ({ pointer: `${above}${pointer}${text.pointer}`, value: text.value }));
}
