import { type Endpoint, endpointIdentity } from '../../../contract/model.ts';
import { covers, overlap } from '../../../contract/routes/overlap.ts';
import type { Segment } from '../../../contract/routes/route.ts';
import { templateSegments } from '../../../contract/routes/template.ts';
import { groupBy } from '../../../model/group-by.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/route-shadowed-in-contract',
  summary: 'no call fits two routes of one method',
  help: 'Let routes of one length differ in a segment that is text in both. Where neither is the narrower one, routers choose differently; where one is, values equal to its text can never be asked for through the other.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['consumer'],
  example: {
    fails: 'POST /catalogs/recommended/{id} and POST /catalogs/{id}/refresh: both fit /catalogs/recommended/refresh',
    passes: 'POST /recommended-catalogs/{id} and POST /catalogs/{id}/refresh',
  },
  *check({ contract }) {
    const routes = contract.contract.endpoints.map(routeOf);
    for (const group of groupBy(routes, ({ method, segments }) => `${method} ${segments.length}`).values())
      for (const [a, b] of meetings(group.sort((left, right) => byCodeUnit(left.identity, right.identity)))) {
        const narrower = covers(a.segments, b.segments) ? b : covers(b.segments, a.segments) ? a : undefined;
        const wider = narrower === a ? b : a;
        yield {
          message:
            narrower === undefined
              ? `${quote(a.identity)} and ${quote(b.identity)} both fit ${quote(common(a.segments, b.segments))}, and neither is the narrower route`
              : `${quote(narrower.identity)} takes calls that ${quote(wider.identity)} fits too`,
          location: contract.locate(`/endpoints/${(narrower ?? b).index}/routeTemplate`),
          key: [a.identity, b.identity],
          // A text beside a parameter is what many APIs do on purpose.
          ...(narrower === undefined ? {} : { severity: 'note' as const }),
        };
      }
  },
});

interface IndexedRoute {
  readonly method: string;
  readonly identity: string;
  readonly segments: readonly Segment[];
  readonly index: number;
}

function routeOf(endpoint: Endpoint, index: number): IndexedRoute {
  return {
    method: endpoint.method,
    identity: endpointIdentity(endpoint),
    segments: templateSegments(endpoint.routeTemplate),
    index,
  };
}

/** Pairs of different routes that some path fits both of. Routes of text alone meet nothing but routes with parameters. */
function* meetings(routes: readonly IndexedRoute[]): Generator<[IndexedRoute, IndexedRoute]> {
  const open = routes.filter(({ segments }) => segments.some((segment) => 'param' in segment));
  for (const [at, a] of open.entries())
    for (const b of open.slice(at + 1)) if (a.identity !== b.identity && overlap(a.segments, b.segments)) yield [a, b];
  const texts = routes.filter((route) => !open.includes(route));
  for (const a of open) for (const b of texts) if (overlap(a.segments, b.segments)) yield [a, b];
}

function common(a: readonly Segment[], b: readonly Segment[]): string {
  const parts = a.map((segment, index) => {
    const other = b[index];
    if ('literal' in segment) return segment.literal;
    return other !== undefined && 'literal' in other ? other.literal : '{}';
  });
  return `/${parts.join('/')}`;
}
