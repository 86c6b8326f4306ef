import { endpointIdentity } from '../../../contract/model.ts';
import { isUnder } from '../../../contract/routes/route.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/reserved-route',
  summary: 'no endpoint lies below a prefix that the platform keeps for itself',
  help: 'Move the endpoint, or take the prefix out of reservedRoutePrefixes. Prefixes are compared segment by segment: /version keeps /version/x and leaves /versions.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'consumer'],
  example: {
    fails: 'reservedRoutePrefixes: [/admin] and GET /admin/users',
    passes: 'reservedRoutePrefixes: [/admin] and GET /administrators',
  },
  *check({ contract }) {
    const { endpoints, reservedRoutePrefixes = [] } = contract.contract;
    for (const [index, endpoint] of endpoints.entries()) {
      const prefix = reservedRoutePrefixes.filter((reserved) => isUnder(endpoint.routeTemplate, reserved)).sort()[0];
      if (prefix === undefined) continue;
      const identity = endpointIdentity(endpoint);
      yield {
        message: `endpoint ${quote(identity)} lies below ${quote(prefix)}, which the platform keeps for itself`,
        location: contract.locate(`/endpoints/${index}/routeTemplate`),
        key: [identity],
      };
    }
  },
});
