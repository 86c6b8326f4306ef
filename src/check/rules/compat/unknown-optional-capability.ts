import { defineRule } from '../../../model/rule.ts';
import { optionalUses } from '../../capability-use.ts';
import type { CompatInput } from '../../compat-input.ts';
import { unknownCapabilities } from '../../unknown-capability.ts';

export default defineRule<CompatInput>({
  id: 'compat/unknown-optional-capability',
  legacyCode: 'unknown_optional_capability',
  summary: 'every capability that the app calls optional is one of the contract',
  help: 'Correct the name in api.optionalCapabilities or drop it. The app runs without it, but what it would enable never will be.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'api.optionalCapabilities=content.fecth',
    passes: 'api.optionalCapabilities=content.fetch',
  },
  *check(input) {
    yield* unknownCapabilities(input, optionalUses(input));
  },
});
