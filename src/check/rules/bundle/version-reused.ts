import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/version-reused',
  summary: 'what changed has another version',
  help: 'Two bundles with one version and different content can not be told apart by those who install, report or roll back. Raise the version in the manifest, and pack again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'operator'],
  example: { fails: 'version 1.2.0 before and now, different files', passes: 'version 1.2.1 now' },
  *check({ claims, previous, locate }) {
    if (claims === undefined || previous === undefined || claims.version === '') return;
    if (previous.version !== claims.version || previous.same) return;
    yield {
      message: `version ${quote(claims.version)} is that of ${previous.path}, and the content is not`,
      location: { path: locate(claims.file) },
      key: [claims.id, claims.version],
    };
  },
});
