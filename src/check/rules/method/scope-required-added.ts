import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { rightsChanges } from '../../rights-changes.ts';

export default defineDiffRule({
  id: 'method/scope-required-added',
  summary: 'a method or an event asks for no further right',
  help: 'Ask for the new right on a new method, or grant it first to everybody who has the old one: every app without it is refused from now on.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'catalog'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: 'method/scope-required-removed',
  example: {
    fails: 'hr/v1#members.list asks for org/members.read now',
    passes: 'hr/v1#members.list asks for what it asked for',
  },
  *check(input) {
    for (const { subject, current, stability, before, after, added } of rightsChanges(input)) {
      if (added.length === 0) continue;
      yield {
        subject,
        message: `${subject.kind} ${quote(subject.identity)} asks for ${added.map((name) => quote(name)).join(' and ')} too`,
        location: input.current.locate(current.pointer),
        before: [...before],
        after: [...after],
        stability,
      };
    }
  },
});
