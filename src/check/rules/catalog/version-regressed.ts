import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { compareVersions } from '../../../model/semver-syntax.ts';
import { type CatalogDiffInput, entryPairs } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/version-regressed',
  summary: 'no app goes back to an earlier version',
  help: 'Publish the earlier code again under a new, higher version: nodes do not downgrade, and an attacker who replays an old entry looks just like this.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator'],
  example: { fails: 'version=1.1.0   # published: 1.2.0', passes: 'version=1.2.1   # published: 1.2.0' },
  *check(input) {
    for (const { before, after } of entryPairs(input)) {
      const order = compareVersions(after.version, before.version);
      // Versions are free text: where they are no semantic versions, nobody can say which is later.
      if (order === undefined || order >= 0) continue;
      yield {
        message: `${quote(after.id)} goes back from ${quote(before.version)} to ${quote(after.version)}`,
        location: after.locate('version'),
        key: [after.id, before.version, after.version],
      };
    }
  },
});
