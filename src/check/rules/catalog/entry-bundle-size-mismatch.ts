import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-bundle-size-mismatch',
  summary: 'a catalog entry names the size of its bundle',
  help: 'Make the catalog again from the bundle: a node stops a download at the size that was announced.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'bundle.size.bytes=1024   # the file has 1025 bytes',
    passes: 'bundle.size.bytes=1025',
  },
  *check({ manifest, entry, bundle }) {
    const [claimed, actual] = [entry?.bundleSize, bundle?.size];
    if (entry === undefined || claimed === undefined || actual === undefined || claimed === actual) return;
    yield {
      message: `the entry announces ${claimed} bytes, the bundle has ${actual}`,
      location: entry.locate('bundle.size.bytes'),
      key: [manifest.id, claimed, actual],
    };
  },
});
