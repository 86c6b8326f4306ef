import { quote } from '../../../model/quote.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';

export default defineDiffRule({
  id: 'endpoint/param-renamed',
  summary: 'the parameters of a route keep their names',
  help: 'Keep the name where you can: nothing changes on the wire, but generated clients name their arguments after it.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'note',
  breaks: ['sdk'],
  category: 'sdk',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a parameter that is renamed back is renamed too' },
  example: {
    fails: 'GET /apps/{id} becomes GET /apps/{appId}',
    passes: 'GET /apps/{appId} stays',
  },
  *check(input) {
    for (const { baseline, current } of endpointMoves(input).kept) {
      const [before, after] = [parameters(baseline.item.routeTemplate), parameters(current.item.routeTemplate)];
      const renamed = before.flatMap((name, at) => {
        const now = after[at];
        return now === undefined || now === name ? [] : [`${quote(name)} to ${quote(now)}`];
      });
      if (renamed.length === 0) continue;
      const subject = endpointSubject(current.item);
      yield {
        subject,
        message: `endpoint ${subject.identity} renames ${renamed.join(' and ')}`,
        location: input.current.locate(`${current.pointer}/routeTemplate`),
        before,
        after,
        stability: baseline.item.stability,
      };
    }
  },
});

function parameters(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}
