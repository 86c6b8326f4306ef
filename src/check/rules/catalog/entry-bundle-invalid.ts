import { defineRule } from '../../../model/rule.ts';
import type { CatalogInput } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/entry-bundle-invalid',
  legacyCode: 'invalid_app_bundle',
  summary: 'the bundle of every catalog entry is one that a node would accept',
  help: 'Look at the bundle with `assay bundle verify`, mend what it finds, and make the catalog again.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['catalog', 'operator'],
  waivable: false,
  example: {
    fails: 'notes-1.2.0.zip   # has no manifest, or a file that its digests do not know',
    passes: 'notes-1.2.0.zip   # reads as a bundle, and its digests hold',
  },
  *check({ bundleFaults }) {
    for (const { appId, kind, message, code, location } of bundleFaults)
      if (kind === 'invalid') yield { message, location, key: [appId, code] };
  },
});
