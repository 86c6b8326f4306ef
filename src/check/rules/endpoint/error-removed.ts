import { defineDiffRule } from '../../diff-rule.ts';
import { errorChanges } from '../../endpoint-errors.ts';
import { endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/error-removed',
  summary: 'an error that is answered no more is named in the changelog',
  help: 'Nothing to do: what handled the error is never reached.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'patch',
  waivable: true,
  mirror: 'endpoint/error-added',
  example: {
    fails: 'POST /queue answers 409 queue-full no more',
    passes: 'POST /queue answers the same errors',
  },
  *check(input) {
    for (const { baseline, current, error, at } of errorChanges(input, 'removed')) {
      const subject = endpointSubject(current.item);
      yield {
        subject,
        part: `error ${error}`,
        message: `endpoint ${subject.identity} answers no more the error ${error}`,
        location: input.baseline.locate(`${baseline.pointer}/errors/${at}`),
        stability: baseline.item.stability,
      };
    }
  },
});
