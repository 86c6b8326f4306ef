import { defineRule } from '../../../model/rule.ts';
import { usesOf } from '../../capability-use.ts';
import { type CompatInput, guaranteedCapabilities, targetsStable, withBaseline } from '../../compat-input.ts';

export default defineRule<CompatInput>({
  id: 'compat/stable-target-uses-non-baseline-capability',
  legacyCode: 'stable_target_uses_non_baseline_capability',
  summary: 'an app that targets stable API uses only what the stable baseline guarantees',
  help: 'Drop the capability, or set api.targetStability=experimental: the capability is not part of the stable baseline, so nothing guarantees that it stays.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaseline,
  example: {
    fails: 'api.targetStability=stable\napp.permissions=peers.write   # stable, but not in the baseline',
    passes: 'api.targetStability=stable\napp.permissions=queue.read    # in the baseline',
  },
  *check(input) {
    if (!targetsStable(input)) return;
    const guaranteed = guaranteedCapabilities(input);
    for (const use of usesOf(input, 'stable', 'deprecated', 'scheduled-for-removal')) {
      if (guaranteed.has(use.name)) continue;
      yield {
        message: `${use.words} is not in the stable baseline, the app targets stable API`,
        location: use.location,
        key: [input.manifest.id, use.name, input.contract.contract.stableBaseline?.name ?? null],
      };
    }
  },
});
