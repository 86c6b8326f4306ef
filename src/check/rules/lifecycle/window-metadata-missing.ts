import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/window-metadata-missing',
  summary: 'a contract with a stable baseline says how long things last',
  help: 'Write lifecyclePolicy with its windows (or compatibilityWindow, as crypta does): without them the defaults rule, and nobody who reads the contract knows them.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app', 'verifier'],
  legacyCode: 'compatibility_window_metadata_missing',
  example: {
    fails: 'stableBaseline: 1.0, and no lifecyclePolicy',
    passes: 'stableBaseline: 1.0; lifecyclePolicy: minimumDeprecationWindowContractVersions: 2',
  },
  *check({ contract }) {
    const { stableBaseline, lifecyclePolicy, compatibilityWindow } = contract.contract;
    if (stableBaseline === undefined || lifecyclePolicy !== undefined || compatibilityWindow !== undefined) return;
    yield {
      message: `baseline ${quote(stableBaseline.name)} is stable, and the contract does not say for how long`,
      location: contract.locate('/stableBaseline'),
      key: [stableBaseline.name],
    };
  },
});
