import { defineDiffRule } from '../../diff-rule.ts';
import { goneServiceHit } from '../../gone-service.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'broker/namespace-removed',
  summary: 'a service that apps call, or provide, stays',
  help: 'Bring the service back, or deprecate each of its methods and events first and remove it when the announced version has come: every caller, every subscriber and every provider of it stands before a closed door.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'provider', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the first major of a new service is a new major: broker/major-added names it' },
  example: { fails: 'v4 has hr/v1, v5 has no service hr at all', passes: 'v4 and v5 have hr/v1' },
  *check(input) {
    for (const service of serviceMoves(input).removedServices)
      if (service.otherMajor === undefined) yield goneServiceHit(service, input);
  },
});
