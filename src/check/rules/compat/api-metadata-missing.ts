import { defineRule } from '../../../model/rule.ts';
import type { CompatInput } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/api-metadata-missing',
  legacyCode: 'api_metadata_missing',
  summary: 'where the policy requires it, every app declares the contract versions that it was made for',
  help: "Declare api.minimumVersion and api.maximumTestedVersion: without them nothing can be said of the app's future.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  scope: {
    words: 'runs that require metadata (--require-metadata, or the policy)',
    holds: (input) => input.requireMetadata,
  },
  example: {
    fails: 'app.id=publisher\napp.permissions=queue.read',
    passes: 'app.id=publisher\napp.permissions=queue.read\napi.minimumVersion=1\napi.maximumTestedVersion=4',
  },
  *check({ manifest }) {
    if (manifest.api.declared) return;
    yield {
      message: 'the app declares no api metadata, which this run requires',
      location: manifest.locate('api'),
      key: [manifest.id],
    };
  },
});
