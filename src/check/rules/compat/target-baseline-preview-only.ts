import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type CompatInput, FIELD } from '../../compat-input.ts';
import { isPlanned, targetBaseline, withBaselines } from '../../target-baseline.ts';

export default defineRule<CompatInput>({
  id: 'compat/target-baseline-preview-only',
  legacyCode: 'target_baseline_preview_only',
  summary: 'a baseline that is only planned is targeted to try it',
  help: 'Go on, and expect that the baseline becomes another before it is active; do not release the app by it.',
  severity: { default: 'warning', strict: 'error' },
  breaks: ['app'],
  scope: withBaselines,
  example: {
    fails: 'api.targetStability=experimental; api.targetBaseline=1.2, which is a candidate',
    passes: 'api.targetStability=experimental; api.targetBaseline=1.1, which is active',
  },
  *check(input) {
    const target = targetBaseline(input);
    if (target === undefined || input.manifest.api.targetStability === 'stable' || !isPlanned(target)) return;
    yield {
      message: `the app targets baseline ${quote(target.name)}, which is only ${target.state}`,
      location: input.manifest.locate(FIELD.baseline),
      key: [input.manifest.id, target.name, target.state],
    };
  },
});
