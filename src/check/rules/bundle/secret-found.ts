import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/secret-found',
  summary: 'no token, key or password is in a bundle',
  help: "Everybody who installs the app can read it, and it stays in every copy. Revoke the secret now, take it out, read it from the environment or the platform's secrets, and pack again. The value is never shown; the place is.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'app'],
  waivable: false,
  example: { fails: 'const token = "pltt_…43 characters…"', passes: 'const token = process.env.PALETTE_TOKEN' },
  *check({ secrets, locate }) {
    for (const { file, line, kind, digest } of secrets)
      yield {
        message: `a ${kind} is in plain sight`,
        location: { path: locate(file), ...(line === undefined ? {} : { line }) },
        key: [file, digest],
      };
  },
});
