import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryPairs } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/bundle-replaced',
  summary: 'a published version keeps its bundle',
  help: 'Raise the version: under the one number two people would run different code, and what was reviewed is no longer what is offered.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator', 'verifier'],
  example: {
    fails: 'version=1.2.0, bundle.sha256=4567…   # published: version=1.2.0, bundle.sha256=0123…',
    passes: 'version=1.2.1, bundle.sha256=4567…',
  },
  *check(input) {
    for (const { before, after } of entryPairs(input)) {
      if (before.version !== after.version || before.bundle.sha256 === after.bundle.sha256) continue;
      yield {
        message: `${quote(after.id)} ${quote(after.version)} was published with the bundle ${before.bundle.sha256}, and now has ${after.bundle.sha256}`,
        location: after.locate('bundle.sha256'),
        key: [after.id, after.version, before.bundle.sha256, after.bundle.sha256],
      };
    }
  },
});
