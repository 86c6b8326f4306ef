import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-manifest-digest-mismatch',
  summary: 'a catalog entry that names a manifest digest names that of the manifest in its bundle',
  help: 'Make the entry again from the bundle: what was reviewed under the old digest is another manifest.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: '"manifestDigest": "sha256:0123…"   # the manifest hashes to 4567…',
    passes: '"manifestDigest": "sha256:4567…"',
  },
  *check({ manifest, entry, bundle }) {
    const [claimed, actual] = [entry?.manifestDigest, bundle?.manifestDigest];
    if (entry === undefined || claimed === undefined || actual === undefined || claimed === actual) return;
    yield {
      message: `the entry names the manifest digest ${claimed}, the manifest has ${actual}`,
      location: entry.locate('manifestDigest'),
      key: [manifest.id, claimed, actual],
    };
  },
});
