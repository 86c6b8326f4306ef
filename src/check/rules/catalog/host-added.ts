import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, entryPairs } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/host-added',
  summary: "an app's bundle comes from where it came from before",
  help: 'Check that the new place is yours and stays yours: everybody who takes the app will load it from there.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'bundle.uri=https://cdn.example/notes.zip    # published: https://apps.example/notes.zip',
    passes: 'bundle.uri=https://apps.example/notes-2.zip',
  },
  *check(input) {
    for (const { before, after } of entryPairs(input)) {
      const [old, now] = [originOf(before.bundle.uri), originOf(after.bundle.uri)];
      if (old === now) continue;
      yield {
        message: `the bundle of ${quote(after.id)} comes from ${now}, it came from ${old}`,
        location: after.locate('bundle.uri'),
        key: [after.id, old, now],
      };
    }
  },
});

/** Scheme, host and port; the scheme alone where there is no host. The catalog's reader has checked the URI. */
function originOf(uri: string): string {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?/.exec(uri);
  const [, scheme = '', authority = ''] = match ?? [];
  return authority === '' ? `${scheme.toLowerCase()}:` : `${scheme.toLowerCase()}://${authority.toLowerCase()}`;
}
