import { defineDiffRule } from '../../diff-rule.ts';
import { errorChanges } from '../../endpoint-errors.ts';
import { endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/error-added',
  summary: 'an endpoint fails in the ways that callers know',
  help: 'Map the new failure to an error that callers handle, or tell them in the changelog.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'note',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'endpoint/error-removed',
  example: {
    fails: 'POST /queue may answer 409 queue-full',
    passes: 'POST /queue answers the same errors',
  },
  *check(input) {
    for (const { baseline, current, error, at } of errorChanges(input, 'added')) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        part: `error ${error}`,
        message: `endpoint ${subject.identity} answers the new error ${error}`,
        location: input.current.locate(`${current.pointer}/errors/${at}`),
        stability: baseline.item.stability,
      };
    }
  },
});
