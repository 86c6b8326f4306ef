import { listed } from '../../../model/listed.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/profile-conflict',
  summary: 'some manifest can pass every validator of today',
  help: 'No manifest can pass both, so nothing can be published until one of the validators changes. Agree with the owners of both on one answer; a waiver can carry the release until then.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'operator'],
  scope: { words: 'runs that compare all profiles', holds: (input) => input.conflicts !== undefined },
  example: {
    fails: 'data_scope: required by the server, refused by the command line',
    passes: 'data_scope: required by one, accepted by the other',
  },
  *check({ appId, palette, conflicts = [], locate }) {
    for (const { key, requiredBy, refusedBy, pointer } of conflicts)
      yield {
        message: `${key} is required by ${listed(requiredBy)} and refused by ${listed(refusedBy)}: unpublishable`,
        location: palette?.locate(pointer) ?? locate(''),
        key: [appId, key, ...requiredBy, ...refusedBy],
      };
  },
});
