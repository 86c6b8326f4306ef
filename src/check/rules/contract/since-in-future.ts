import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { descriptors } from '../../descriptors.ts';

export default defineRule<ContractInput>({
  id: 'contract/since-in-future',
  summary: 'no descriptor is younger than the contract that holds it',
  help: 'A new descriptor carries the version of the contract that it is released with. Raise contractVersion, or correct sinceContractVersion.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'app'],
  waivable: false,
  example: {
    fails: 'contractVersion: 4, GET /queue since 5',
    passes: 'contractVersion: 5, GET /queue since 5',
  },
  *check({ contract }) {
    const { contractVersion } = contract.contract;
    for (const { kind, identity, since, pointer } of descriptors(contract.contract)) {
      if (since === undefined || since <= contractVersion) continue;
      yield {
        message: `${kind} ${quote(identity)} is there since v${since}, but the contract is v${contractVersion}`,
        location: contract.locate(`${pointer}/sinceContractVersion`),
        key: [kind, identity, since],
      };
    }
  },
});
