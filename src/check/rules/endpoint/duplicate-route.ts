import { endpointIdentity } from '../../../contract/model.ts';
import { groupBy } from '../../../model/group-by.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/duplicate-route',
  summary: 'no two routes differ in letter case or slashes alone',
  help: 'Keep one of the routes. Proxies and routers fold slashes and case in different ways, so that a call may reach either.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'operator'],
  example: { fails: 'endpoints: GET /queue and GET /Queue/', passes: 'endpoints: GET /queue and GET /queues' },
  *check({ contract }) {
    const routes = contract.contract.endpoints.map((endpoint, index) => ({
      identity: endpointIdentity(endpoint),
      index,
    }));
    for (const same of groupBy(routes, ({ identity }) => folded(identity)).values()) {
      const identities = [...new Set(same.map(({ identity }) => identity))].sort(byCodeUnit);
      const [first, ...others] = identities;
      if (first === undefined) continue;
      for (const other of others)
        yield {
          message: `endpoint ${quote(other)} differs from ${quote(first)} in letter case or slashes alone`,
          location: contract.locate(
            `/endpoints/${same.find(({ identity }) => identity === other)?.index ?? 0}/routeTemplate`,
          ),
          key: [first, other],
        };
    }
  },
});

function folded(identity: string): string {
  return identity
    .toLowerCase()
    .replace(/\/+/g, '/')
    .replace(/(?<=[^ ])\/$/, '');
}
