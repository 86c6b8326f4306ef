import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { isSemver } from '../../../model/semver-syntax.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/version-not-semver',
  summary: "an app's version is a semantic version",
  help: 'Write major.minor.patch as in 1.4.0: other versions can be compared for equality only, so neither ranges in advisories nor update order work on them.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['operator', 'catalog'],
  example: {
    fails: 'app.version=2024 spring',
    passes: 'app.version=2024.1.0',
  },
  *check({ appId, version, locate }) {
    if (version === undefined || isSemver(version)) return;
    yield {
      message: `version ${quote(version)} is no semantic version, expected major.minor.patch`,
      location: locate('app.version'),
      key: [appId, version],
    };
  },
});
