import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { endpointSubject } from '../../endpoint-moves.ts';

export default defineRule<ContractInput>({
  id: 'endpoint/depends-on-less-stable',
  summary: 'a stable endpoint requires no experimental capability',
  help: 'Make the capability stable first, or let the endpoint be experimental too: what is stable can be no more lasting than the right that it needs.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer'],
  example: {
    fails: 'GET /energy is stable and requires energy.read, which is experimental',
    passes: 'GET /energy is experimental like energy.read',
  },
  *check({ contract }) {
    const { capabilities, endpoints } = contract.contract;
    const experimental = new Set(
      capabilities.filter(({ stability }) => stability === 'experimental').map(({ name }) => name),
    );
    for (const [index, endpoint] of endpoints.entries()) {
      if (endpoint.stability !== 'stable') continue;
      for (const [at, name] of endpoint.requiredCapabilities.entries()) {
        if (!experimental.has(name)) continue;
        const { identity } = endpointSubject(endpoint);
        yield {
          message: `endpoint ${identity} is stable and requires ${quote(name)}, which is experimental`,
          location: contract.locate(`/endpoints/${index}/requiredCapabilities/${at}`),
          key: ['endpoint', identity, name],
        };
      }
    }
  },
});
