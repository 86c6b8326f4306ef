import { defineDiffRule } from '../../diff-rule.ts';
import { propertyChanges, propertyHit } from '../../sdk-slots.ts';

export default defineDiffRule({
  id: 'sdk/output-property-removed-optional',
  summary: 'what clients may read of a result goes on being described',
  help: 'Keep the property, deprecated, until nobody reads it: it was never promised to be there, so nothing fails when it is called, but code that names it does not compile any more.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['sdk'],
  category: 'sdk',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a property that results gain breaks no code' },
  example: { fails: 'an output loses its optional property nickname', passes: 'nickname stays, deprecated' },
  *check(input) {
    // Where schemas are meant to the letter, what is not described may be anything: that is a break of the wire.
    if (input.schemas.mode('output') === 'exact') return;
    for (const change of propertyChanges(input, 'output', 'property-removed-optional'))
      yield propertyHit(change, 'is not described any more');
  },
});
