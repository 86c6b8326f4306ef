import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type BrokerInput, withProvided } from '../../broker-input.ts';

export default defineRule<BrokerInput>({
  id: 'broker/route-unmapped',
  summary: 'every route of a provided service is reached by a target too',
  help: 'Give the method that the route became its route_method and route_path; a route without target can’t be granted to anybody.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['provider', 'consumer'],
  scope: withProvided,
  example: {
    fails: 'routes: GET /people, and no method has route_path: /people',
    passes: 'a method with route_method: GET and route_path: /people',
  },
  *check(input) {
    const mapped = new Set(input.provided?.targets.map(({ route }) => route));
    for (const { route, service, location } of input.provided?.routes ?? [])
      if (!mapped.has(route))
        yield {
          message: `route ${quote(route)} of service ${quote(service)} is no method’s route`,
          location,
          key: [input.app.id, service, route],
        };
  },
});
