import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryPairs } from '../../catalog-input.ts';
import { compareSets } from '../../set-difference.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/permissions-widened',
  summary: 'no app of a catalog asks for more than it asked for when people agreed to it',
  help: 'Have somebody look at why the app asks for more, and write the reason into permissions.rationale: whoever has the app will be asked to agree again.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'permissions=devices.read,devices.control   # published: devices.read',
    passes: 'permissions=devices.read                   # published: devices.read,devices.control',
  },
  *check(input) {
    for (const { before, after } of entryPairs(input)) {
      const { missing } = compareSets(before.permissions, after.permissions);
      if (missing.length === 0) continue;
      yield {
        message: `${quote(after.id)} ${quote(after.version)} newly asks for ${missing.map(quote).join(', ')}`,
        location: after.locate('permissions'),
        key: [after.id, after.version, missing],
      };
    }
  },
});
