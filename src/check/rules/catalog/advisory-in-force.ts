import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { BLOCKING_ACTIONS, type CatalogInput, isInForce } from '../../catalog-input.ts';

export default defineRule<CatalogInput>({
  id: 'catalog/advisory-in-force',
  summary: 'a catalog offers no app that an advisory of its own keeps from being installed or updated',
  help: 'Offer a version that the advisory does not concern and take the advisory off the entry, or set its status to resolved once it is.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['operator'],
  example: {
    fails: 'app.inbox.securityAdvisories=A-1   # catalog.securityAdvisory.A-1.action=block_install, status active',
    passes: 'app.inbox.securityAdvisories=A-1   # status resolved',
  },
  *check({ catalog: { entries, advisories } }) {
    const blocking = new Map(
      advisories.filter((one) => isInForce(one) && BLOCKING_ACTIONS.includes(one.action)).map((one) => [one.id, one]),
    );
    for (const { id, version, securityAdvisories, locate } of entries)
      for (const named of securityAdvisories) {
        const advisory = blocking.get(named.id);
        if (advisory === undefined) continue;
        yield {
          message: `the advisory ${named.id} (${advisory.severity}, ${advisory.action}) is ${advisory.status} for ${quote(id)} ${quote(version)}`,
          location: locate('securityAdvisories'),
          key: [id, version, named.id, advisory.action],
        };
      }
  },
});
