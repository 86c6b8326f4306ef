import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { isLawfulRemoval } from '../../lawful-removal.ts';
import { serviceMoves } from '../../service-moves.ts';

export default defineDiffRule({
  id: 'method/removed',
  summary: 'a method that apps use stays',
  help: 'Bring the method back, or deprecate it first and remove it when the announced version has come: apps call it, and generated clients lose it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer', 'sdk'],
  category: 'wire',
  bump: 'major',
  waivable: true,
  mirror: 'method/added',
  example: { fails: 'v4 has hr/v1#members.list, v5 has not', passes: 'v5 has hr/v1#members.list, deprecated since v5' },
  *check(input) {
    for (const { identity, side } of serviceMoves(input).removedMethods) {
      const lawful = isLawfulRemoval(side.item, input);
      yield {
        subject: { kind: 'method', identity },
        message: `method ${quote(identity)} is gone${lawful ? ', as announced' : ''}`,
        location: input.baseline.locate(side.pointer),
        stability: side.item.stability,
        ...(lawful ? { severity: 'note' as const } : {}),
      };
    }
  },
});
