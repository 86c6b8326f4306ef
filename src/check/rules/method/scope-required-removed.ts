import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { rightsChanges } from '../../rights-changes.ts';

export default defineDiffRule({
  id: 'method/scope-required-removed',
  summary: 'a method or an event that apps had to be trusted for stays guarded',
  help: 'Make sure that whoever may call it now is meant to: apps that were refused are let in.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['operator'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: 'method/scope-required-added',
  example: {
    fails: 'hr/v1#members.list asked for org/members.read, and asks for nothing now',
    passes: 'hr/v1#members.list asks for what it asked for',
  },
  *check(input) {
    for (const { subject, current, stability, before, after, removed } of rightsChanges(input)) {
      if (removed.length === 0) continue;
      const rest = after.length === 0 ? ', and for nothing at all' : '';
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} does not ask for ${removed.map((name) => quote(name)).join(' and ')} any more${rest}`,
        location: input.current.locate(current.pointer),
        before: [...before],
        after: [...after],
        stability,
      };
    }
  },
});
