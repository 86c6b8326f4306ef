import { isBefore, parseInstant } from '../../../formats/java-text.ts';
import { defineRule } from '../../../model/rule.ts';
import type { CatalogDiffInput } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/generated-at-regressed',
  summary: 'a catalog that takes the place of another was made after it',
  help: 'Make the catalog again with the right clock: nodes keep the later of two catalogs, so this one would never reach them.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  example: {
    fails: 'catalog.generatedAt=2026-05-01T00:00:00Z   # published: 2026-06-01T00:00:00Z',
    passes: 'catalog.generatedAt=2026-07-01T00:00:00Z',
  },
  *check({ baseline, current }) {
    const [before, after] = [parseInstant(baseline.generatedAt), parseInstant(current.generatedAt)];
    if (before === undefined || after === undefined || !isBefore(after, before)) return;
    yield {
      message: `the catalog was made at ${current.generatedAt}, before the published one of ${baseline.generatedAt}`,
      location: current.locate('catalog.generatedAt'),
      key: [current.id, baseline.generatedAt, current.generatedAt],
    };
  },
});
