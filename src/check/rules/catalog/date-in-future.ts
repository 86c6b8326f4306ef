import { type Instant, isBefore, parseInstant } from '../../../formats/java-text.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule, type RuleHit } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

/** Seconds by which clocks may differ. */
const SKEW = 300;

export default defineRule<CatalogInput>({
  id: 'catalog/date-in-future',
  summary: 'nothing in a catalog is dated after the instant at which it is judged',
  help: 'Make the catalog again with the right clock. Nodes keep the later of two catalogs: one from the future keeps every catalog that is made before that day from reaching them, and a receipt from the future is judged by keys that are not yet in use.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'catalog.generatedAt=2036-05-01T00:00:00Z   # judged on 1 May 2026',
    passes: 'catalog.generatedAt=2026-05-01T00:00:00Z',
  },
  *check({ catalog, now }) {
    if (now === undefined) return;
    const latest = { ...now, seconds: now.seconds + SKEW };
    const { generatedAt, advisories, entries, locate } = catalog;
    // No app can have such an id, so that what is about the whole catalog is told of none.
    if (isAfter(generatedAt, latest))
      yield hit(`the catalog was made at ${generatedAt}`, locate('catalog.generatedAt'), [
        'catalog.generatedAt',
        generatedAt,
      ]);
    for (const { id, publishedAt, updatedAt } of advisories)
      for (const [field, value] of Object.entries({ publishedAt, updatedAt }))
        if (isAfter(value, latest)) {
          const key = `catalog.securityAdvisory.${id}.${field}`;
          const { message, location } = hit(`the advisory ${id} has the ${field} ${value}`, locate(key), []);
          // What an advisory does, it does from the start, whatever its dates are.
          yield { message, location, key: [key, value], severity: 'warning' };
        }
    for (const { id, review, locate: own } of entries) {
      const reviewed = review.receipt?.get('reviewed.at');
      if (reviewed !== undefined && isAfter(reviewed, latest))
        yield hit(`${quote(id)} was reviewed at ${reviewed}`, own('review.receipt.reviewed.at'), [id, reviewed]);
    }
  },
});

function hit(says: string, location: RuleHit['location'], key: RuleHit['key']): RuleHit {
  return { message: `${says}, after the instant of this run`, location, key };
}

function isAfter(text: string, latest: Instant): boolean {
  const instant = parseInstant(text);
  return instant !== undefined && isBefore(latest, instant);
}
