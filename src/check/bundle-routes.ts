import type { SourceText } from '../broker/source-text.ts';
import { LineCounter } from '../model/line-counter.ts';
import { ownText } from './own-text.ts';

/** A route that no permission guards. */
export interface OpenRoute {
  /** As `GET /claims`. */
  readonly route: string;
  readonly line: number;
}

export interface RouteFacts {
  readonly open: readonly OpenRoute[];
}

const ROUTE = /^[ \t]{0,40}@[ \t]{0,9}\w{1,60}\.(get|post|put|patch|delete)\s{0,9}\(\s{0,9}$/;
const GATE = /[pP]ermission|\b(?:authorize|require_(?:role|scope|admin|user|auth))/;
/** A router that guards all of its routes at once. */
const ROUTER_GATE = /\b(?:APIRouter|FastAPI|include_router)\s{0,9}\([^)]{0,400}[dD]epend[^)]{0,400}[pP]ermission/;
/** The next thing at the left edge that is no part of the handler. */
const NEXT = /\n(?=[@a-zA-Z])(?!def\b|async\b|@)/;

/**
 * Routes of a Python source whose decorators and handler ask for no permission, up to the next decorator of a route.
 * Gates are found by their names: what a function does that only the handler calls is not seen.
 */
export function routeFacts({ code, literals }: SourceText): RouteFacts {
  if (ROUTER_GATE.test(code)) return { open: [] };
  const lines = new LineCounter(code);
  const routes = literals.flatMap(({ start, end, value }) => {
    const from = code.lastIndexOf('\n', start) + 1;
    if (start - from > 200) return [];
    const method = ROUTE.exec(code.slice(from, start))?.[1];
    return method === undefined || value.length > 200 ? [] : [{ from, end, route: `${method.toUpperCase()} ${value}` }];
  });
  return {
    open: routes.flatMap(({ from, end, route }, index) => {
      const handler = code.slice(end, Math.min(routes[index + 1]?.from ?? code.length, end + 20_000));
      const own = handler.slice(0, endOfHandler(handler));
      return GATE.test(own) ? [] : [{ route: ownText(route), line: lines.at(from + 1) }];
    }),
  };
}

/** Where a handler ends: at the next line of the file's top level after its `def`. */
function endOfHandler(code: string): number {
  const def = /\ndef\b|\nasync\s{1,9}def\b/.exec(code);
  if (def === null) return code.length;
  const next = NEXT.exec(code.slice(def.index + 1)) ?? /\n(?:@|def\b|async\b|class\b)/.exec(code.slice(def.index + 1));
  return next === null ? code.length : def.index + 1 + next.index;
}
