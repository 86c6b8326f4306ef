import { defineDiffRule } from '../../diff-rule.ts';
import { bothHit } from '../../provider-hit.ts';
import { schemaHit } from '../../schema-hits.ts';
import { typingChanges } from '../../schema-typing.ts';
import { eventShifts, eventSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'event/payload-widened',
  summary: 'an event carries nothing that its subscribers were not promised',
  help: 'Keep what is sent within what was promised, or send the new shape as a new event: the witness is a payload that no subscriber was ready for.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'event/payload-narrowed',
  example: { fails: 'state gains the value "paused"', passes: 'state loses the value "paused"' },
  *check(input) {
    for (const shifted of eventShifts(input)) {
      if (shifted.shift === 'narrowed') continue;
      const hit = schemaHit(shifted, input.schemas);
      // What is another payload altogether breaks those who send it too.
      yield bothHit(hit, shifted.shift === 'incomparable' && shifted.slot.byApp, ['consumer', 'sdk']);
    }
    for (const { hit } of typingChanges(eventSlots(input), input, 'removed')) yield hit;
  },
});
