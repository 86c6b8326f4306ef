import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { isPlanned, targetBaseline, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-inactive',
  legacyCode: 'target_baseline_inactive',
  summary: 'a baseline that stable apps target is in force',
  help: 'Target a baseline that is active: one that was rejected, or that is only planned, guarantees nothing.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: {
    fails: 'api.targetStability=stable; api.targetBaseline=1.2, which is a candidate',
    passes: 'api.targetStability=stable; api.targetBaseline=1.1, which is active',
  },
  *check(input) {
    const target = targetBaseline(input);
    if (target === undefined) return;
    const stable = input.manifest.api.targetStability === 'stable';
    if (target.state !== 'rejected' && !(stable && isPlanned(target))) return;
    yield {
      message: `the app targets baseline ${quote(target.name)}, which is ${target.state === 'rejected' ? 'rejected' : `only ${target.state}`}`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, target.name, target.state],
    };
  },
});
