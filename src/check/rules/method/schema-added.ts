import { defineDiffRule } from '../../diff-rule.ts';
import { promise } from '../../promise.ts';
import { providerHit } from '../../provider-hit.ts';
import { typingChanges } from '../../schema-typing.ts';
import { methodSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/schema-added',
  summary: 'a method that took anything goes on taking anything',
  help: 'Describe what callers send already, and refuse nothing that you took before: until now the contract said that everything is welcome. A schema for a result is a note, unless apps give the result.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/schema-removed',
  example: { fails: 'input: true, and now a schema', passes: 'input has a schema on both sides' },
  *check(input) {
    for (const { slot, hit } of typingChanges(methodSlots(input), input, 'added')) {
      if (slot.role === 'output') yield providerHit(hit, slot.byApp);
      // Only where schemas are meant to the letter is what they do not speak of a promise.
      else if (promise(slot.stability) === 2 && hit.contentModel !== 'exact') yield { ...hit, severity: 'warning' };
      else yield hit;
    }
  },
});
