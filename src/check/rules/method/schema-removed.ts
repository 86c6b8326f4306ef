import { defineDiffRule } from '../../diff-rule.ts';
import { providerHit } from '../../provider-hit.ts';
import { typingChanges } from '../../schema-typing.ts';
import { methodSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/schema-removed',
  summary: 'a method that says what it gives goes on saying it',
  help: 'Keep the schema: without it callers must be ready for anything, and generated clients know nothing of the result. A schema of an input that is gone is a note, unless apps implement the method.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/schema-added',
  example: { fails: 'output: a schema, and now true', passes: 'output has a schema on both sides' },
  *check(input) {
    for (const { slot, hit } of typingChanges(methodSlots(input), input, 'removed'))
      yield slot.role === 'input' ? providerHit(hit, slot.byApp) : hit;
  },
});
