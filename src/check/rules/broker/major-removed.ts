import { defineDiffRule } from '../../diff-rule.ts';
import { goneServiceHit } from '../../gone-service.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'broker/major-removed',
  summary: 'an older major of a service stays until its window is over',
  help: 'Serve both majors until what the older one promised has been deprecated for the whole window: apps move to the next major when they are released, not when you are.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'provider'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'broker/major-added',
  example: {
    fails: 'v4 has hr/v1, v5 has hr/v2 alone',
    passes: 'v4 has hr/v1; v5 has hr/v1, deprecated, and hr/v2',
  },
  *check(input) {
    for (const service of serviceMoves(input).removedServices)
      if (service.otherMajor !== undefined) yield goneServiceHit(service, input);
  },
});
