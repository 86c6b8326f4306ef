import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/host-added',
  summary: 'no host comes to the network allowlist unseen',
  help: 'The app may send data to somebody it could not before. Have the new host reviewed, and waive this finding with the review.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator', 'catalog'],
  example: { fails: '[] before, ["api.example.com"] now', passes: 'the same hosts as before' },
  *check({ claims, previous, locate }) {
    if (claims === undefined || previous?.hosts === undefined) return;
    for (const host of claims.hosts)
      if (!previous.hosts.includes(host))
        yield {
          message: `the host ${quote(host)} is new since ${previous.path}`,
          location: { path: locate(claims.file) },
          key: [claims.id, previous.version, host],
        };
  },
});
