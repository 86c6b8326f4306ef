import { endpointIdentity } from '../../../contract/model.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';

export default defineRule<ContractInput>({
  id: 'endpoint/unreachable',
  summary: 'somebody may call every endpoint',
  help: 'Allow app processes, app browser pages or the host operator to call it, or take the endpoint out of the contract.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app', 'operator'],
  waivable: false,
  example: {
    fails: 'GET /queue: no process principals, no browser principals, no host bypass',
    passes: 'GET /queue: process principals allowed',
  },
  *check({ contract }) {
    for (const [index, endpoint] of contract.contract.endpoints.entries()) {
      const { appProcessPrincipalsAllowed, appBrowserPrincipalsAllowed, hostOperatorBypassAllowed } = endpoint;
      if (appProcessPrincipalsAllowed || appBrowserPrincipalsAllowed || hostOperatorBypassAllowed) continue;
      const identity = endpointIdentity(endpoint);
      yield {
        message: `endpoint ${quote(identity)} may be called by nobody: neither apps nor the host operator are allowed`,
        location: contract.locate(`/endpoints/${index}`),
        key: [identity],
      };
    }
  },
});
