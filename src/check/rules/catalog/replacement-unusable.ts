import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogInput, entryOf, isInForce } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/replacement-unusable',
  summary: 'what a catalog names as a replacement is an app that people can still take',
  help: 'Name an app of this catalog that is neither the app itself nor deprecated, retired or denylisted, or leave the replacement out.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'replacementAppId=notes-next   # the catalog has no such app',
    passes: 'replacementAppId=notes-next   # app.notes-next.* is there, and supported',
  },
  *check({ catalog }) {
    for (const { id, deprecation, locate } of catalog.entries) {
      const { replacementAppId } = deprecation;
      const fault = replacementAppId === undefined ? undefined : faultOf(catalog, id, replacementAppId);
      if (replacementAppId === undefined || fault === undefined) continue;
      yield {
        message: `${quote(id)} is to be replaced by ${quote(replacementAppId)}, ${fault}`,
        location: locate('replacementAppId'),
        key: [id, replacementAppId],
      };
    }
  },
});

function faultOf(catalog: CatalogInput['catalog'], id: string, replacement: string): string | undefined {
  if (replacement === id) return 'which is the app itself';
  const entry = entryOf(catalog, replacement);
  if (entry === undefined) return 'which the catalog does not offer';
  if (entry.deprecation.status !== 'none') return `which is ${entry.deprecation.status} too`;
  const decisive = new Set(catalog.advisories.filter(isInForce).map((advisory) => advisory.id));
  const denied = catalog.denylist.some(
    (each) => each.appId === entry.id && each.version === entry.version && decisive.has(each.advisoryId),
  );
  return denied ? 'whose version is on the denylist' : undefined;
}
