import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { errorCodeChanges } from '../../error-code-changes.ts';

export default defineDiffRule({
  id: 'method/error-code-removed',
  summary: 'a failure that never comes any more is named in the changelog',
  help: 'Nothing to do: callers handle a code that they never see.',
  severity: { default: 'note', strict: 'note' },
  experimental: 'note',
  breaks: [],
  category: 'wire',
  bump: 'patch',
  waivable: true,
  mirror: 'method/error-code-added',
  example: { fails: 'errors: not-found and gone; and now not-found', passes: 'errors stay not-found and gone' },
  *check(input) {
    for (const { identity, baseline, pointer, removed } of errorCodeChanges(input))
      for (const code of removed)
        yield {
          subject: { kind: 'method', identity },
          message: `method ${quote(identity)} does not fail with ${quote(code)} any more`,
          location: input.current.locate(pointer),
          part: code,
          stability: baseline.stability,
        };
  },
});
