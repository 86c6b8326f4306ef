import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { nameCollisions } from '../../name-collisions.ts';
import { newSchemas } from '../../new-schemas.ts';
import type { PlacedSchema } from '../../placed-schemas.ts';

export default defineDiffRule({
  id: 'sdk/property-name-collision',
  summary: 'no two properties of an object become one name in a client',
  help: 'Call one of them otherwise: clients in languages that write names with underscores, as Python does, can give only one of the two.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['sdk'],
  category: 'sdk',
  bump: 'major',
  waivable: true,
  mirror: { none: 'what no longer collides breaks nobody' },
  example: { fails: 'properties: memberId, and now member_id too', passes: 'properties: memberId' },
  *check(input) {
    const known = new Set(newSchemas(input.baseline, input.current).flatMap(keys));
    for (const place of newSchemas(input.current, input.baseline))
      for (const { pointer, names, identifier } of nameCollisions(place.schema)) {
        if (known.has(keyOf(place, pointer, names))) continue;
        yield {
          subject: place.subject,
          part: `${place.part} ${pointer} ${identifier}`,
          message: `${names.map((name) => quote(name)).join(' and ')} in the ${place.part} of ${place.subject.identity} both become ${identifier}`,
          location: place.locate(),
          after: [...names],
          stability: place.stability,
        };
      }
  },
});

function keys(place: PlacedSchema): string[] {
  return nameCollisions(place.schema).map(({ pointer, names }) => keyOf(place, pointer, names));
}

function keyOf({ subject, part }: PlacedSchema, pointer: string, names: readonly string[]): string {
  return JSON.stringify([subject.kind, subject.identity, part, pointer, names]);
}
