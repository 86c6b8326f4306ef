import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { errorCodeChanges } from '../../error-code-changes.ts';

export default defineDiffRule({
  id: 'method/error-code-added',
  summary: 'a method fails only in the ways that it said',
  help: 'Fold the new failure into a code that callers know, or announce it: callers handle the codes that are listed, and where the list was closed they handle no other.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: 'method/error-code-removed',
  example: { fails: 'errors: not-found; and now not-found and gone', passes: 'errors stay not-found' },
  *check(input) {
    for (const { identity, baseline, pointer, added, opened } of errorCodeChanges(input)) {
      const { stability, errorsClosed = false } = baseline;
      const closed = errorsClosed && stability !== 'experimental';
      const common = {
        subject: { kind: 'method' as const, identity },
        location: input.current.locate(pointer),
        stability,
      };
      for (const code of added)
        yield {
          ...common,
          message: `method ${quote(identity)} may fail with ${quote(code)}${errorsClosed ? ', and promised that there is no other code than those it listed' : ''}`,
          part: code,
          ...(closed ? { severity: 'error' as const } : {}),
        };
      if (opened)
        yield {
          ...common,
          message: `method ${quote(identity)} does not promise any more that it fails only with the codes that it lists`,
          part: '*',
          ...(closed ? { severity: 'error' as const } : {}),
        };
    }
  },
});
