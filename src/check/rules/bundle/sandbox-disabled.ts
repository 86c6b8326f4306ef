import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/sandbox-disabled',
  summary: 'a frontend runs in the sandbox',
  help: "Outside the sandbox a frontend has the user's whole session. Take frontend.sandbox: false out of the manifest, and use the bridge for what the app needs.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'browser'],
  example: { fails: '"sandbox": false', passes: '"sandbox": true' },
  *check({ claims, locate }) {
    if (claims === undefined || claims.sandboxed) return;
    yield {
      message: 'frontend.sandbox is false, expected true or nothing',
      location: { path: locate(claims.file) },
      key: [claims.id],
    };
  },
});
