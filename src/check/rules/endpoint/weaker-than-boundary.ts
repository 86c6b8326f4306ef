import { endpointIdentity } from '../../../contract/model.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { insideOf } from '../../boundaries.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/weaker-than-boundary',
  summary: 'an endpoint inside a boundary demands every capability that the boundary does',
  help: 'Add the capability to requiredCapabilities, or change the boundary together with whoever owns it: it is there so that one edit alone can’t open a route.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'verifier'],
  example: {
    fails: 'boundary /apps/{}/updates/stage requires apps.manage and catalogs.manage; the endpoint demands apps.manage',
    passes: 'the endpoint demands apps.manage and catalogs.manage',
  },
  *check({ contract, boundaries }) {
    for (const boundary of boundaries?.boundaries ?? [])
      for (const { endpoint, index } of insideOf(boundary, contract.contract))
        for (const name of new Set(boundary.requires)) {
          if (endpoint.requiredCapabilities.includes(name)) continue;
          const identity = endpointIdentity(endpoint);
          yield {
            message: `endpoint ${quote(identity)} does not demand ${quote(name)}, which the boundary ${quote(boundary.name)} requires`,
            location: contract.locate(`/endpoints/${index}/requiredCapabilities`),
            key: [identity, boundary.name, name],
          };
        }
  },
});
