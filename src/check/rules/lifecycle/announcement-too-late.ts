import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { clockOf, continuedLives, isEnding } from '../../lifecycle-items.ts';
import { promise } from '../../promise.ts';
import { isShortWindow } from '../../short-windows.ts';

export default defineDiffRule({
  id: 'lifecycle/announcement-too-late',
  summary: 'a removal is announced as long before as the policy promises',
  help: 'Name a later removal version: from the version that announces it, the whole window must be left.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  legacyCode: 'stable_api_removal_window_too_short',
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a removal that is announced earlier breaks nobody' },
  example: {
    fails: 'v5 says for the first time that GET /queue goes with v6',
    passes: 'v5 says for the first time that GET /queue goes with v7',
  },
  *check(input) {
    const { contractVersion } = input.current.contract;
    for (const { subject, baseline, current } of continuedLives(input)) {
      const { removal } = clockOf(current.item);
      const isNew = clockOf(baseline.item).removal === null || !isEnding(baseline.item.stability);
      if (removal === null || !isNew || !isEnding(current.item.stability)) continue;
      if (promise(baseline.item.stability) < 2 || removal - contractVersion >= input.policy.scheduledRemoval) continue;
      // One that leaves too little time since its deprecation is told of by the rule about that.
      if (isShortWindow(current.item, input.policy)) continue;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} goes with v${removal}, which is first said in v${contractVersion}; expected v${contractVersion + input.policy.scheduledRemoval} or later`,
        location: input.current.locate(`${current.pointer}/deprecation/removalContractVersion`),
        after: removal,
        stability: baseline.item.stability,
      };
    }
  },
});
