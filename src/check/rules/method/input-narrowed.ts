import { defineDiffRule } from '../../diff-rule.ts';
import { schemaHit } from '../../schema-hits.ts';
import { methodShifts } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/input-narrowed',
  summary: 'a method takes whatever it took',
  help: 'Accept what callers send today, and make new members optional: an input that was valid is refused now, as the witness shows.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/input-widened',
  example: { fails: 'maxLength of title goes from 200 to 80', passes: 'maxLength of title goes from 200 to 400' },
  *check(input) {
    for (const shifted of methodShifts(input)) {
      const { slot, shift } = shifted;
      if (slot.role !== 'input' || shift !== 'narrowed') continue;
      yield schemaHit(shifted, input.schemas);
    }
  },
});
