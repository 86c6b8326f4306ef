import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/platform-service-undeclared',
  summary: 'every service of the platform that the code uses is declared',
  help: 'The platform gives an app the services in platform_services, and no others. Add it there, or take the use out.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'operator'],
  example: { fails: 'ctx.llm.complete(prompt), platform_services: []', passes: 'platform_services: ["llm"]' },
  *check({ claims, declared, uses, locate }) {
    if (claims === undefined || declared?.names.service === undefined) return;
    const seen = new Set(declared.names.service);
    for (const { kind, name, file, line } of uses) {
      if (kind !== 'service' || seen.has(name)) continue;
      seen.add(name);
      yield {
        message: `the code uses the platform's ${quote(name)}, which platform_services does not have`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [claims.id, name],
      };
    }
  },
});
