import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CatalogDiffInput, isInForce } from '../../catalog-input.ts';

export default defineRule<CatalogDiffInput>({
  id: 'catalog/security-policy-weakened',
  summary: 'an advisory in force, or a denied version, is never dropped in silence',
  help: 'Keep the advisory and set its status to resolved, superseded, withdrawn or retracted; keep what is on the denylist: old copies of the bundle are still about.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'catalog.securityAdvisories=   # published: A-1, status active',
    passes: 'catalog.securityAdvisories=A-1\ncatalog.securityAdvisory.A-1.status=resolved',
  },
  *check({ baseline, current }) {
    const advisories = new Set(current.advisories.map(({ id }) => id));
    for (const { id, severity } of baseline.advisories.filter(isInForce)) {
      if (advisories.has(id)) continue;
      yield {
        message: `the advisory ${id} (${severity}) was in force, and is gone`,
        location: current.locate('catalog.securityAdvisories'),
        key: ['advisory', id],
      };
    }
    for (const { appId, version } of baseline.denylist) {
      if (current.denylist.some((one) => one.appId === appId && one.version === version)) continue;
      yield {
        message: `${quote(appId)} ${quote(version)} was on the denylist, and no longer is`,
        location: current.locate('catalog.securityDenylist'),
        key: ['denylist', appId, version],
      };
    }
  },
});
