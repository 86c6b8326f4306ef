import { defineDiffRule } from '../../diff-rule.ts';
import { schemaHit } from '../../schema-hits.ts';
import { methodShifts } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/output-widened',
  summary: 'a method gives nothing that callers were not promised',
  help: 'Keep what callers can receive within what they were promised, or give the new shape a new method: the witness is a result that no caller was ready for.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/output-narrowed',
  example: { fails: 'state gains the value "paused"', passes: 'state loses the value "paused"' },
  *check(input) {
    for (const shifted of methodShifts(input)) {
      const { slot, shift } = shifted;
      if (slot.role !== 'output' || shift !== 'widened') continue;
      yield schemaHit(shifted, input.schemas);
    }
  },
});
