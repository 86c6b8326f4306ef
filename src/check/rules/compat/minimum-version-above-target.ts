import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD, target } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/minimum-version-above-target',
  legacyCode: 'minimum_version_above_target',
  summary: 'the contract is not older than the oldest one that the app says it can run on',
  help: 'Ship the app with a platform release of at least its minimum version, or lower api.minimumVersion after testing the app against the older contract.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'api.minimumVersion=19   # against contract v4',
    passes: 'api.minimumVersion=4    # against contract v4',
  },
  *check(input) {
    const { manifest, contract } = input;
    const minimum = manifest.api.minimumVersion;
    if (minimum === undefined || minimum <= contract.contract.contractVersion) return;
    yield {
      message: `the app needs contract v${minimum} or later, target is ${target(input)}`,
      location: manifest.locate(FIELD.minimum),
      key: [manifest.id, minimum, contract.contract.contractVersion],
    };
  },
});
