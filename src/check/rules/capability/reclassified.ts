import { quote } from '../../../model/quote.ts';
import { capabilityMoves } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { isBaselineCapability } from '../../stable-baseline.ts';

export default defineDiffRule({
  id: 'capability/reclassified',
  summary: 'a capability of the stable baseline stays in it',
  help: 'Put the capability back into the stable baseline: apps that target it were promised this capability for as long as the baseline lasts.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  restricted: 'error',
  breaks: ['consumer', 'catalog'],
  legacyCode: 'stable_api_capability_reclassified',
  category: 'lifecycle',
  bump: 'major',
  waivable: false,
  mirror: { none: 'what joins the stable baseline is promised more and breaks nobody' },
  example: {
    fails: 'stableBaseline.capabilities had queue.read and has it no more',
    passes: 'stableBaseline.capabilities gains queue.write',
  },
  *check(input) {
    const { kept } = capabilityMoves(input);
    for (const { baseline, current } of kept) {
      const left =
        isBaselineCapability(input.baseline.contract, baseline.item) &&
        !isBaselineCapability(input.current.contract, current.item);
      if (!left) continue;
      yield {
        subject: { kind: 'capability', identity: current.item.name },
        message: `capability ${quote(current.item.name)} left the stable baseline`,
        location: input.current.locate(current.pointer),
        stability: baseline.item.stability,
      };
    }
  },
});
