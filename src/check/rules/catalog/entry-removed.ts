import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryOf } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/entry-removed',
  summary: 'a published app stays in the catalog until it is retired there',
  help: 'Keep the entry with deprecation.status=retired and say what replaces it: whoever has the app learns nothing from its silence.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: { fails: 'catalog.entries=notes   # published: notes,inbox', passes: 'catalog.entries=notes,inbox' },
  *check({ baseline, current }) {
    for (const { id, version, deprecation } of baseline.entries) {
      if (deprecation.status === 'retired' || entryOf(current, id) !== undefined) continue;
      yield {
        message: `${quote(id)} ${quote(version)} is no longer offered, and was not retired`,
        location: current.locate('catalog.entries'),
        key: [id, version],
      };
    }
  },
});
