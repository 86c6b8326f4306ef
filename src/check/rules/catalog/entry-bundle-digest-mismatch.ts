import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-bundle-digest-mismatch',
  legacyCode: 'artifact_digest_mismatch',
  summary: 'a catalog entry names the digest of its bundle',
  help: 'Find out which of the two is right. If the bundle was built again, make the catalog again and have it signed; if the bundle was not meant to change, put the released one back.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'bundle.sha256=0123…   # the file hashes to 4567…',
    passes: 'bundle.sha256=4567…',
  },
  *check({ manifest, entry, bundle }) {
    const [claimed, actual] = [entry?.bundleSha256, bundle?.sha256];
    if (entry === undefined || claimed === undefined || actual === undefined || claimed === actual) return;
    yield {
      message: `the entry names the digest sha256:${claimed}, the bundle has sha256:${actual}`,
      location: entry.locate('bundle.sha256'),
      key: [manifest.id, claimed, actual],
    };
  },
});
