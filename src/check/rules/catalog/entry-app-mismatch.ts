import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-app-mismatch',
  summary: 'a catalog entry names the app that lies in its bundle',
  help: "Correct the entry's app.id, or the path of its bundle: an entry that names one app and ships another installs what nobody asked for.",
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: "app.id=hello-queue   # the bundle's manifest has app.id=publisher",
    passes: 'app.id=publisher',
  },
  *check({ manifest, entry }) {
    if (entry?.appId === undefined || entry.appId === manifest.id) return;
    yield {
      message: `the entry names app ${quote(entry.appId)}, its bundle holds ${quote(manifest.id)}`,
      location: entry.locate('app.id'),
      key: [entry.appId, manifest.id],
    };
  },
});
