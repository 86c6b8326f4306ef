import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD, target } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-newer-than-tested',
  legacyCode: 'target_newer_than_tested',
  summary: 'the app was tested against the contract that it will run on',
  help: 'Test the app against the current contract and raise api.maximumTestedVersion to it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'api.maximumTestedVersion=19   # against contract v23',
    passes: 'api.maximumTestedVersion=23   # against contract v23',
  },
  *check(input) {
    const { manifest, contract } = input;
    const maximum = manifest.api.maximumTestedVersion;
    if (maximum === undefined || maximum >= contract.contract.contractVersion) return;
    yield {
      message: `the app was tested up to contract v${maximum}, target is ${target(input)}`,
      location: manifest.locate(FIELD.maximum),
      key: [manifest.id, maximum, contract.contract.contractVersion],
    };
  },
});
