import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { baselineMembers } from '../../baseline-members.ts';
import type { ContractInput } from '../../contract-input.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/baseline-descriptor-too-new',
  summary: 'what a stable baseline guarantees was there when it was completed',
  help: 'Raise the contract version of a baseline that is not released yet, or leave the member to the next baseline: an app that checks for the baseline alone would not find it.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  legacyCode: 'baseline_descriptor_introduced_after_complete_version',
  example: {
    fails: 'baseline 1.0 of v19; queue.purge, a member, is there since 21',
    passes: 'baseline 1.0 of v21; queue.purge is there since 21',
  },
  *check({ contract }) {
    for (const { baseline, kind, identity, life, pointer } of baselineMembers(contract.contract)) {
      if (life === undefined || life.sinceContractVersion <= baseline.contractVersion) continue;
      yield {
        message: `baseline ${quote(baseline.name)} is complete with v${baseline.contractVersion}, and guarantees ${kind} ${quote(identity)}, which is there since v${life.sinceContractVersion}`,
        location: contract.locate(pointer),
        key: [baseline.name, kind, identity],
      };
    }
  },
});
