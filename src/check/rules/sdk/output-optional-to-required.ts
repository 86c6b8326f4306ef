import { defineDiffRule } from '../../diff-rule.ts';
import { propertyChanges, propertyHit } from '../../sdk-slots.ts';

export default defineDiffRule({
  id: 'sdk/output-optional-to-required',
  summary: 'a property that is always there now is named in the changelog',
  help: 'Nothing to do, unless code makes results itself, as tests do: there the property is missing now.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'sdk',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a property that may be absent now is a widened output' },
  example: { fails: 'required: [id], and now [id, name]', passes: 'required stays [id]' },
  *check(input) {
    for (const change of propertyChanges(input, 'output', 'required-added'))
      yield propertyHit(change, 'is always there now');
  },
});
