import { defineDiffRule } from '../../diff-rule.ts';
import { meaningHits } from '../../schema-meaning.ts';
import { methodSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/schema-changed',
  summary: 'a schema that accepts the same goes on meaning the same',
  help: 'Keep defaults, read-only marks and discriminators as they are: no validator sees them, but callers rely on them. Members that the content model lets come and go are only noted.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'note',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a meaning that is changed back has changed too' },
  example: {
    fails: "the default of the input's member limit was 10 and is 100",
    passes: 'the description of the member limit is another',
  },
  *check(input) {
    yield* meaningHits(methodSlots(input), input.schemas);
  },
});
