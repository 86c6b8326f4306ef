import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/unknown-key',
  legacyCode: 'manifest_unknown_key',
  summary: 'a manifest has only keys that the platform reads',
  help: 'Correct the spelling or remove the line: the platform ignores it, so what it says is silently undeclared.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'api.minimunVersion=3',
    passes: 'api.minimumVersion=3',
  },
  *check({ appId, facts }) {
    for (const { key, shown = key, location, suggestion, refusedBy } of facts.unknownKeys) {
      const known = refusedBy === undefined ? 'is no key of a manifest' : `is no key that ${refusedBy} accepts`;
      yield {
        message: `${quote(shown)} ${known}${suggestion === undefined ? '' : `, did you mean ${quote(suggestion)}?`}`,
        location,
        key: [appId, key],
        ...(refusedBy === undefined ? {} : { severity: 'error' }),
      };
    }
  },
});
