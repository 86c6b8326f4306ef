import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'contract/api-version-changed',
  summary: 'the transport family stays the same within a comparison',
  help: 'Serve the new family beside the old one and give each a contract and a history of its own: every route of every app carries the old one.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: { none: 'the way back is a change of the family too' },
  example: { fails: 'apiVersion: v1, and now v2', passes: 'apiVersion stays v1' },
  *check({ baseline, current }) {
    const { apiVersion: before } = baseline.contract;
    const { apiVersion: after } = current.contract;
    if (before === after) return;
    yield {
      subject: { kind: 'contract', identity: after },
      message: `the contract is of api ${quote(after)}, and was of ${quote(before)}`,
      location: current.locate('/apiVersion'),
      before,
      after,
    };
  },
});
