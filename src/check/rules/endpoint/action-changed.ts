import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/action-changed',
  summary: 'an endpoint keeps the action that it is audited and allowed by',
  help: 'Keep the label: audit logs and policies name it. Two endpoints that swap labels swap what policies allow.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['operator'],
  legacyCode: 'stable_api_endpoint_identity_changed',
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'an action that is changed back has changed too' },
  example: {
    fails: 'DELETE /queue/{id} was queue.remove and is queue.cancel',
    passes: 'DELETE /queue/{id} stays queue.remove',
  },
  *check(input) {
    const changed = endpointMoves(input).kept.filter(
      ({ baseline, current }) => baseline.item.actionLabel !== current.item.actionLabel,
    );
    const steps = new Set(
      changed.map(({ baseline, current }) => step(baseline.item.actionLabel, current.item.actionLabel)),
    );
    for (const { baseline, current } of changed) {
      const [before, after] = [baseline.item.actionLabel, current.item.actionLabel];
      const swapped = steps.has(step(after, before));
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `the action of ${subject.identity} was ${quote(before)} and is ${quote(after)}${swapped ? ', swapped with another endpoint' : ''}`,
        location: input.current.locate(`${current.pointer}/actionLabel`),
        before,
        after,
        stability: baseline.item.stability,
        ...(swapped ? { severity: 'error' as const } : {}),
      };
    }
  },
});

function step(before: string, after: string): string {
  return JSON.stringify([before, after]);
}
