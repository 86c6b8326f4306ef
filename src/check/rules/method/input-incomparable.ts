import { defineDiffRule } from '../../diff-rule.ts';
import { bothHit } from '../../provider-hit.ts';
import { schemaHit } from '../../schema-hits.ts';
import { methodShifts } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/input-incomparable',
  summary: 'the input of a method does not become another one',
  help: 'Keep the method as it was and give the new shape a new method or a new major. There are two witnesses: one that was accepted and is refused, and one that was refused and is accepted.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the opposite change is another of the same kind' },
  example: { fails: 'id goes from string to integer', passes: 'id stays a string' },
  *check(input) {
    for (const shifted of methodShifts(input)) {
      const { slot, shift } = shifted;
      if (slot.role !== 'input' || shift !== 'incomparable') continue;
      yield bothHit(schemaHit(shifted, input.schemas), slot.byApp, ['consumer']);
    }
  },
});
