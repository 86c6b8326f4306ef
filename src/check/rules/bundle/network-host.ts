import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { hostFault } from '../../bundle-hosts.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/network-host',
  summary: 'the network allowlist names public hosts only',
  help: "A loopback, private or wildcard host lets the app reach the platform's own network, or anything at all. Name each public host the app talks to.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: { fails: 'external_network: ["*", "10.0.0.5"]', passes: 'external_network: ["api.example.com"]' },
  *check({ claims, locate }) {
    for (const host of claims?.hosts ?? []) {
      const says = hostFault(host);
      if (claims !== undefined && says !== undefined)
        yield {
          message: `the network allowlist names ${quote(host)}, which ${says}`,
          location: { path: locate(claims.file) },
          key: [claims.id, host],
        };
    }
  },
});
