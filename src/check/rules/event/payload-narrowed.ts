import { defineDiffRule } from '../../diff-rule.ts';
import { providerHit } from '../../provider-hit.ts';
import { schemaHit } from '../../schema-hits.ts';
import { typingChanges } from '../../schema-typing.ts';
import { eventShifts, eventSlots } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'event/payload-narrowed',
  summary: 'an event that apps send may carry what it carried',
  help: 'Keep accepting the payloads that apps send today: the broker checks them against the contract and refuses the rest. Where the platform sends the event, it is a note.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'event/payload-widened',
  example: {
    fails: 'emittedBy app; a payload must have a reason now',
    passes: 'emittedBy platform; a payload always has a reason now',
  },
  *check(input) {
    for (const shifted of eventShifts(input))
      if (shifted.shift === 'narrowed') yield providerHit(schemaHit(shifted, input.schemas), shifted.slot.byApp);
    for (const { slot, hit } of typingChanges(eventSlots(input), input, 'added')) yield providerHit(hit, slot.byApp);
  },
});
