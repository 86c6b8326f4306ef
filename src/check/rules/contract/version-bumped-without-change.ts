import { defineDiffRule } from '../../diff-rule.ts';
import { saysTheSame } from '../../unchanged.ts';

export default defineDiffRule({
  id: 'contract/version-bumped-without-change',
  summary: 'a contract version that says nothing new is named',
  help: 'Nothing to do, if the platform behaves otherwise though the contract can not say how; else keep the version: apps ask themselves what is new.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'model',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a change without a new version is contract/same-version-different-content' },
  example: { fails: 'v5 says what v4 said', passes: 'v5 says more than v4' },
  *check(input) {
    const { baseline, current } = input;
    const { contractVersion: before } = baseline.contract;
    const { contractVersion: after } = current.contract;
    if (after <= before || !saysTheSame(input)) return;
    yield {
      subject: { kind: 'contract', identity: current.contract.apiVersion },
      message: `contract version ${after} says what ${before} said`,
      location: current.locate('/contractVersion'),
      before,
      after,
    };
  },
});
