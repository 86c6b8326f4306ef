import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/platform-service-unused',
  summary: 'every declared service of the platform is used in the code',
  help: 'A service that nothing uses is granted, and may be billed, for nothing. Take it out of platform_services. Looked for is its name anywhere in the code.',
  severity: { default: 'note', strict: 'warning' },
  breaks: ['operator'],
  example: { fails: 'platform_services: ["vector"], never named in the code', passes: 'ctx.vector.search(query)' },
  *check({ claims, declared, names, locate }) {
    if (claims === undefined || declared?.names.service === undefined || names === undefined) return;
    for (const name of declared.names.service)
      if (!names.has(name))
        yield {
          message: `the platform's ${quote(name)} is declared, and the code never names it`,
          location: { path: locate(claims.file) },
          key: [claims.id, name],
        };
  },
});
