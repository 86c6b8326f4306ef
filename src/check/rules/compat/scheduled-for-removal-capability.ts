import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import { type CompatInput, targetsStable } from '../../compat-input.ts';
import { insteadOf } from '../../deprecation-words.ts';

export default defineRule<CompatInput>({
  id: 'compat/scheduled-for-removal-capability',
  legacyCode: 'scheduled_for_removal_capability',
  summary: 'the app uses no capability that is scheduled for removal',
  help: 'Move to what the contract names as the replacement: the app breaks with the contract that removes the capability. An error where the app targets stable API.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: 'app.permissions=wizard.run   # goes with v12',
    passes: 'app.permissions=setup.run',
  },
  *check(input) {
    for (const use of usesOf(input, 'scheduled-for-removal')) {
      const removal = use.capability.deprecation?.removalContractVersion ?? null;
      yield {
        message: `${use.words} is scheduled for removal${removal === null ? '' : ` in v${removal}`}${insteadOf(use.capability)}`,
        location: use.location,
        key: [input.manifest.id, use.name, removal],
        ...(targetsStable(input) ? { severity: 'error' } : {}),
      };
    }
  },
});
