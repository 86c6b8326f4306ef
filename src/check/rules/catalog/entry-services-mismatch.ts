import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';
import { serviceDifferences } from '../../service-claims.ts';

export default defineRule<EntryInput>({
  id: 'catalog/entry-services-mismatch',
  summary: "a catalog entry that shows services shows those of the bundle's manifest",
  help: "Write the manifest's declarations into the entry, or leave services out of it: the manifest is authoritative, and people grant access by what the catalog shows.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'service.notes.scopes=read   # the manifest has read,write',
    passes: 'service.notes.scopes=write,read',
  },
  *check({ manifest, entry, bundle }) {
    if (entry?.services === undefined || bundle?.services === undefined) return;
    for (const { key, claimed, actual } of serviceDifferences(entry.services, bundle.services))
      yield {
        message: `the entry shows ${key} ${shown(claimed)}, the manifest has ${shown(actual)}`,
        location: entry.locate(key),
        key: [manifest.id, key, claimed ?? null, actual ?? null],
      };
  },
});

function shown(value: string | undefined): string {
  return value === undefined ? 'not at all' : quote(value);
}
