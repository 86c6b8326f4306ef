import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/missing-key',
  summary: 'a manifest has every key that the platform requires',
  help: 'Add the key: the platform refuses to install an app without it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'manifest.version=1\napp.name=Hello',
    passes: 'manifest.version=1\napp.id=hello\napp.name=Hello\napp.version=0.1.0\napp.exec=bin/start.sh',
  },
  *check({ appId, facts }) {
    for (const { key, shown = key, location, expected } of facts.missingKeys) {
      yield { message: `${shown} is missing, expected ${expected}`, location, key: [appId, key] };
    }
  },
});
