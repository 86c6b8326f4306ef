import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { shortWindows } from '../../short-windows.ts';

export default defineDiffRule({
  id: 'lifecycle/deprecation-window-too-short',
  summary: 'between deprecation and removal lies the window that the policy promises',
  help: 'Name a later removal version, or the version since which it is deprecated: apps are moved when they are released, not when you are.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'note',
  breaks: ['app', 'consumer'],
  legacyCode: 'stable_api_deprecation_window_too_short',
  category: 'lifecycle',
  bump: 'none',
  waivable: true,
  mirror: { none: 'a window that is longer than promised breaks nobody' },
  example: {
    fails: 'deprecated since 5, to be removed in 6; the policy promises 2 versions',
    passes: 'deprecated since 5, to be removed in 7',
  },
  *check(input) {
    for (const { life, fault, since, removal } of shortWindows(input)) {
      const { subject, current, baseline } = life;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} ${fault}`,
        location: input.current.locate(`${current.pointer}/deprecation`),
        after: [since, removal, input.policy.deprecation],
        stability: baseline.item.stability,
      };
    }
  },
});
