import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { namedBaselines } from '../../baseline-members.ts';
import type { ContractInput } from '../../contract-input.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/baseline-version-incomplete',
  summary: 'a stable baseline is complete in the contract that names it',
  help: 'Correct the contract version of the baseline: it is the first version that has every member, and no later one than this.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'verifier'],
  legacyCode: 'baseline_contract_version_incomplete',
  waivable: false,
  example: {
    fails: 'contractVersion: 18; stableBaseline.contractVersion: 19',
    passes: 'contractVersion: 19; stableBaseline.contractVersion: 19',
  },
  *check({ contract }) {
    const { contractVersion } = contract.contract;
    for (const { name, contractVersion: complete, pointer } of namedBaselines(contract.contract)) {
      if (complete <= contractVersion) continue;
      yield {
        message: `baseline ${quote(name)} is said to be complete with v${complete}, and the contract is v${contractVersion}`,
        location: contract.locate(`${pointer}/contractVersion`),
        key: [name, complete],
      };
    }
  },
});
