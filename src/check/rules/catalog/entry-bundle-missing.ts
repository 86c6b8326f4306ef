import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/entry-bundle-missing',
  legacyCode: 'artifact_fetch_unavailable',
  summary: 'the bundle of every catalog entry is there to be compared with it',
  help: 'Put the bundle into the folder that --bundles names, under the last part of its bundle.uri: an entry that was compared with nothing may say anything.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog'],
  example: {
    fails: 'bundle.uri=https://apps.example/notes-1.2.0.zip   # dist/ has notes-1.1.0.zip alone',
    passes: 'bundle.uri=https://apps.example/notes-1.2.0.zip   # dist/notes-1.2.0.zip is there',
  },
  *check({ bundleFaults }) {
    for (const { appId, kind, message, location } of bundleFaults)
      if (kind === 'missing') yield { message, location, key: [appId] };
  },
});
