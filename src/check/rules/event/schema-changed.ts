import { defineDiffRule } from '../../diff-rule.ts';
import { meaningHits } from '../../schema-meaning.ts';
import { eventSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'event/schema-changed',
  summary: 'a payload that accepts the same goes on meaning the same',
  help: 'Keep defaults, read-only marks and discriminators as they are: no validator sees them, but callers rely on them. Members that the content model lets come and go are only noted.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'note',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a meaning that is changed back has changed too' },
  example: {
    fails: 'the payload is told apart by type, and was by kind',
    passes: 'the description of the payload is another',
  },
  *check(input) {
    yield* meaningHits(eventSlots(input), input.schemas);
  },
});
