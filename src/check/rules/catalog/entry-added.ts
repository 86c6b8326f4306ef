import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryOf } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/entry-added',
  summary: 'an app that is offered for the first time is seen',
  help: 'See that somebody has looked at the app and at what it asks for.',
  severity: { default: 'note', strict: 'note' },
  breaks: ['operator'],
  example: { fails: 'catalog.entries=notes,inbox   # published: notes', passes: 'catalog.entries=notes' },
  *check({ baseline, current }) {
    for (const { id, version, permissions, locate } of current.entries) {
      if (entryOf(baseline, id) !== undefined) continue;
      const asks = permissions.length === 0 ? 'nothing' : permissions.map(quote).join(', ');
      yield {
        message: `${quote(id)} ${quote(version)} is new, and asks for ${asks}`,
        location: locate('id'),
        key: [id, version],
      };
    }
  },
});
