import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/invalid-value',
  summary: 'every value of a manifest is one that the platform accepts',
  help: 'Write a value of the kind that the message names: the platform refuses the whole manifest for it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'api.minimumVersion=5\napi.maximumTestedVersion=3',
    passes: 'api.minimumVersion=3\napi.maximumTestedVersion=5',
  },
  *check({ appId, facts }) {
    for (const { key, location, message, expected, digest } of facts.invalidValues) {
      yield { message: `${message}, expected ${expected}`, location, key: [appId, key, digest] };
    }
  },
});
