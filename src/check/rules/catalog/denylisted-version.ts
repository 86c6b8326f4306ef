import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogInput, isInForce } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/denylisted-version',
  summary: 'a catalog offers no version that its own denylist forbids',
  help: 'Take the entry out, or offer a version without the fault. In the stable channel this blocks; in the others it is a warning, because those who test a fix may need the faulty version.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'catalog.securityDenylist.d1.version=0.1.0   # app.inbox.version=0.1.0, channel stable',
    passes: 'catalog.securityDenylist.d1.version=0.1.0   # app.inbox.version=0.1.1',
  },
  *check({ catalog: { entries, denylist, advisories } }) {
    const decisive = new Set(advisories.filter(isInForce).map(({ id }) => id));
    for (const { id, version, channel, locate } of entries) {
      const denied = denylist.find((each) => each.appId === id && each.version === version);
      if (denied === undefined || !decisive.has(denied.advisoryId)) continue;
      yield {
        message: `${quote(id)} ${quote(version)} in the channel ${channel} is on the denylist, for the advisory ${denied.advisoryId}`,
        location: locate('version'),
        key: [id, version, denied.advisoryId],
        severity: channel === 'stable' ? 'error' : 'warning',
      };
    }
  },
});
