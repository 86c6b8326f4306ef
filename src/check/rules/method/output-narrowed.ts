import { defineDiffRule } from '../../diff-rule.ts';
import { providerHit } from '../../provider-hit.ts';
import { schemaHit } from '../../schema-hits.ts';
import { methodShifts } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/output-narrowed',
  summary: 'a method that apps implement may give what it gave',
  help: 'Keep accepting what the apps that implement the method give today: the broker refuses their results otherwise. Where the platform implements it, it is a note.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/output-widened',
  example: {
    fails: 'implementedBy app; the output must have a total now',
    passes: 'implementedBy platform; the output always has a total now',
  },
  *check(input) {
    for (const shifted of methodShifts(input)) {
      const { slot, shift } = shifted;
      if (slot.role !== 'output' || shift !== 'narrowed') continue;
      yield providerHit(schemaHit(shifted, input.schemas), slot.byApp);
    }
  },
});
