import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/risk-raised',
  summary: 'the risk of a method that people consented to stays what it was',
  help: 'Ask for consent again, or put the riskier part into a method of its own: people agreed to less than what the method does now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['operator', 'catalog'],
  category: 'authorization',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'what became less risky asks nobody for consent again' },
  example: { fails: 'risk: read, and now risk: destructive', passes: 'risk: destructive, and now risk: read' },
  *check(input) {
    yield* methodMemberHits(input, 'risk', ({ risk: before }, { risk: after }) =>
      after !== undefined && rank(after) > rank(before)
        ? { message: `is ${after} now, and was ${before ?? 'of no stated risk'}`, before: before ?? null, after }
        : undefined,
    );
  },
});

/** A method of no stated risk is taken for one that reads; a controlled one is only run under supervision. */
function rank(risk: 'read' | 'write' | 'destructive' | 'controlled' = 'read'): number {
  return ['read', 'write', 'destructive', 'controlled'].indexOf(risk);
}
