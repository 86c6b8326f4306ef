import { defineRule } from '../../../model/rule.ts';
import { permissionUses } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';
import { unknownCapabilities } from '../../unknown-capability.ts';

export default defineRule<CompatInput>({
  id: 'compat/unknown-manifest-permission',
  legacyCode: 'unknown_manifest_permission',
  summary: 'every permission that the app asks for is a capability of the contract',
  help: 'Correct the name in app.permissions, drop the permission, or raise api.minimumVersion to the contract that brought it and ship with that platform.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'app.permissions=queue.read,queue.wirte',
    passes: 'app.permissions=queue.read,queue.write',
  },
  *check(input) {
    yield* unknownCapabilities(input, permissionUses(input));
  },
});
