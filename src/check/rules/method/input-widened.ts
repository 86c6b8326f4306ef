import { defineDiffRule } from '../../diff-rule.ts';
import { providerHit } from '../../provider-hit.ts';
import { schemaHit } from '../../schema-hits.ts';
import { methodShifts } from '../../service-slots.ts';

export default defineDiffRule({
  id: 'method/input-widened',
  summary: 'a method that apps implement is asked for nothing new',
  help: 'Add a new method or a new major instead: the apps that implement this one were promised that they would never see what callers may send now. Where the platform implements it, it is a note.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/input-narrowed',
  example: {
    fails: 'implementedBy app; the input gains an optional filter',
    passes: 'implementedBy platform; the input gains an optional filter',
  },
  *check(input) {
    for (const shifted of methodShifts(input)) {
      const { slot, shift } = shifted;
      if (slot.role !== 'input' || shift !== 'widened') continue;
      yield providerHit(schemaHit(shifted, input.schemas), slot.byApp);
    }
  },
});
