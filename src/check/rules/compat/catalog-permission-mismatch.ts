import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, withEntry } from '../../compat-input.ts';
import { compareSets } from '../../set-difference.ts';

export default defineRule<EntryInput>({
  id: 'compat/catalog-permission-mismatch',
  legacyCode: 'catalog_permission_mismatch',
  summary: "a catalog entry shows exactly the permissions that the bundle's manifest asks for",
  help: "Write the manifest's permissions into the entry (any order), or leave the field out: the manifest is authoritative, and people consent to what the catalog shows.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'permissions=queue.read   # the manifest has queue.read,queue.write',
    passes: 'permissions=queue.write,queue.read',
  },
  *check({ manifest, entry }) {
    if (entry?.permissions === undefined) return;
    const { missing, extra } = compareSets(entry.permissions, manifest.permissions);
    if (missing.length === 0 && extra.length === 0) return;
    const parts = [
      ...missing.map((name) => `does not show ${quote(name)}`),
      ...extra.map((name) => `shows ${quote(name)}, which the manifest does not ask for`),
    ];
    yield {
      message: `the entry ${parts.join('; ')}`,
      location: entry.locate('permissions'),
      key: [manifest.id, { missing, extra }],
    };
  },
});
