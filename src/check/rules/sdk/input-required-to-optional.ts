import { defineDiffRule } from '../../diff-rule.ts';
import { propertyChanges, propertyHit } from '../../sdk-slots.ts';

export default defineDiffRule({
  id: 'sdk/input-required-to-optional',
  summary: 'a property that callers no longer need is named in the changelog',
  help: 'Nothing to do, unless code reads the input type itself: there the property may be absent now.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'sdk',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a property that callers must give now is a narrowed input' },
  example: { fails: 'required: [id, name], and now [id]', passes: 'required stays [id, name]' },
  *check(input) {
    for (const change of propertyChanges(input, 'input', 'required-removed'))
      yield propertyHit(change, 'is optional now');
  },
});
