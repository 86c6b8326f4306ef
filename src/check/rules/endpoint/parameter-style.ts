import { endpointIdentity } from '../../../contract/model.ts';
import { templateSegments } from '../../../contract/routes/template.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/parameter-style',
  summary: 'parameters of routes are named in lower camel case, as in peerId',
  help: 'Rename the parameter: nothing on the wire changes, and generated clients name arguments after it.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['sdk'],
  example: { fails: 'routeTemplate: /peers/{peer_id}', passes: 'routeTemplate: /peers/{peerId}' },
  *check({ contract }) {
    for (const [index, endpoint] of contract.contract.endpoints.entries())
      for (const segment of templateSegments(endpoint.routeTemplate)) {
        // What is no name at all is template-syntax's.
        if (!('param' in segment) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(segment.param)) continue;
        if (/^[a-z][a-zA-Z0-9]*$/.test(segment.param)) continue;
        const identity = endpointIdentity(endpoint);
        yield {
          message: `endpoint ${quote(identity)} names a parameter ${quote(segment.param)}; expected lower camel case`,
          location: contract.locate(`/endpoints/${index}/routeTemplate`),
          key: [identity, segment.param],
        };
      }
  },
});
