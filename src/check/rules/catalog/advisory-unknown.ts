import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/advisory-unknown',
  summary: 'a catalog that has advisories has each one that its entries point to, with the same URI',
  help: 'Add the advisory to catalog.securityAdvisories, or correct its id or URI in the entry: a node decides by what the catalog says of it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'app.inbox.securityAdvisories=A-2   # the catalog has A-1 alone',
    passes: 'app.inbox.securityAdvisories=A-1',
  },
  *check({ catalog: { entries, advisories } }) {
    if (advisories.length === 0) return;
    const known = new Map(advisories.map(({ id, uri }) => [id, uri]));
    for (const { id, securityAdvisories, locate } of entries)
      for (const named of securityAdvisories) {
        const uri = known.get(named.id);
        if (uri === named.uri) continue;
        const says = uri === undefined ? 'which the catalog does not have' : 'under another URI than the catalog has';
        yield {
          message: `${quote(id)} points to the advisory ${named.id}, ${says}`,
          location: locate(`securityAdvisory.${named.id}.uri`),
          key: [id, named.id, uri ?? null, named.uri],
        };
      }
  },
});
