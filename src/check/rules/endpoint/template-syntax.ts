import { endpointIdentity } from '../../../contract/model.ts';
import { templateFaults } from '../../../contract/routes/template.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/template-syntax',
  summary: 'a route template can be read in one way only',
  help: 'Begin with a slash, end without one, and let every parameter take a whole segment under a name of its own: /peers/{peerId}/note. Routers differ on everything else.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'sdk', 'verifier'],
  example: { fails: 'routeTemplate: /peers//{id}/', passes: 'routeTemplate: /peers/{id}' },
  *check({ contract }) {
    for (const [index, endpoint] of contract.contract.endpoints.entries())
      for (const { kind, words } of templateFaults(endpoint.routeTemplate)) {
        const identity = endpointIdentity(endpoint);
        yield {
          message: `the route of endpoint ${quote(identity)} ${words}`,
          location: contract.locate(`/endpoints/${index}/routeTemplate`),
          key: [identity, kind],
        };
      }
  },
});
