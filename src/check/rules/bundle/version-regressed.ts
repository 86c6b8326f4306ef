import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { compareVersions } from '../../../model/semver-syntax.ts';
import type { BundleInput } from '../../bundle-input.ts';

export default defineRule<BundleInput>({
  id: 'bundle/version-regressed',
  summary: 'no release has a lower version than the one before',
  help: 'Who has the higher version never gets this one. Give the release a version above the one before; a fix for an older line is compared with the last release of that line.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'catalog', 'operator'],
  example: { fails: '0.2.1 before, 0.1.110 now', passes: '0.2.1 before, 0.2.2 now' },
  *check({ claims, previous, locate }) {
    if (claims === undefined || previous === undefined) return;
    const order = compareVersions(claims.version, previous.version);
    if (order === undefined || order >= 0) return;
    yield {
      message: `version ${quote(claims.version)} is lower than ${quote(previous.version)} of ${previous.path}`,
      location: { path: locate(claims.file) },
      key: [claims.id, previous.version, claims.version],
    };
  },
});
