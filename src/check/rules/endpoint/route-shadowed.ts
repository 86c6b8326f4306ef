import { listed } from '../../../model/listed.ts';
import { defineDiffRule } from '../../diff-rule.ts';
import { endpointMoves, endpointSubject } from '../../endpoint-moves.ts';
import { shadowedRoutes } from '../../shadowed-routes.ts';

export default defineDiffRule({
  id: 'endpoint/route-shadowed',
  summary: 'a new route takes no requests from an old one',
  help: 'Choose a route that no old template of the same verb matches, or make sure that the router asks the old one first: a value that was a parameter of the old route may reach the new one now.',
  severity: { default: 'warning', strict: 'warning' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'wire',
  bump: 'minor',
  waivable: true,
  mirror: { none: 'a route that is gone shadows nothing' },
  example: {
    fails: 'the new GET /queue/stats is matched by the old GET /queue/{id} too',
    passes: 'the new GET /queue-stats',
  },
  *check(input) {
    const { added, kept } = endpointMoves(input);
    const old = kept.map(({ current }) => current.item);
    for (const { fresh, shadowed } of shadowedRoutes(added, old)) {
      const subject = endpointSubject(fresh.item);
      const children = shadowed.map((endpoint) => endpointSubject(endpoint).identity);
      yield {
        subject,
        message: `the new endpoint ${subject.identity} takes requests that ${listed(children)} took`,
        location: input.current.locate(`${fresh.pointer}/routeTemplate`),
        before: children.map((identity) => identity.replace(/\{[^{}]*\}/g, '{}')),
        children,
      };
    }
  },
});
