import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'contract/policy-text-changed',
  summary: 'a new wording of the promise is named in the changelog',
  help: 'Nothing to do: read it again. What the policy says in numbers is judged by itself.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'doc',
  bump: 'patch',
  waivable: true,
  mirror: { none: 'a wording that is changed back has changed too' },
  example: { fails: 'stabilityPolicy has another wording', passes: 'stabilityPolicy is the same' },
  *check({ baseline, current }) {
    const { stabilityPolicy: before } = baseline.contract;
    const { stabilityPolicy: after } = current.contract;
    if (before === after) return;
    yield {
      subject: { kind: 'contract', identity: current.contract.apiVersion },
      message: 'the stability policy has another wording',
      location: current.locate('/stabilityPolicy'),
      before,
      after,
    };
  },
});
