import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-version-mismatch',
  summary: 'a catalog entry names the version of the app that lies in its bundle',
  help: "Correct the entry's version, or point the entry at the bundle of the version that it announces.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: "version=0.2.0   # the bundle's manifest has app.version=0.1.0",
    passes: 'version=0.1.0',
  },
  *check({ manifest, entry }) {
    if (entry?.version === undefined || entry.version === manifest.version) return;
    yield {
      message: `the entry announces version ${quote(entry.version)}, its bundle holds ${quote(manifest.version)}`,
      location: entry.locate('version'),
      key: [manifest.id, entry.version, manifest.version],
    };
  },
});
