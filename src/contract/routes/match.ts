import { byCodeUnit } from '../../model/order.ts';
import { leadingLiterals } from './overlap.ts';
import type { Route, Segment } from './route.ts';

/** A call to look up. */
export interface Call {
  readonly method: string;
  readonly host?: string;
  readonly path: string;
}

/** The route that answers a call, the values of its parameters, and what is left behind a prefix. */
export interface Match<Entry> {
  readonly entry: Entry;
  readonly params: Readonly<Record<string, string>>;
  readonly rest: string;
}

/**
 * The route of a table that answers a call. Hosts first: the named one, then wildcards from the longest suffix on, then
 * any; the next only where nothing matched. Then exact routes, then more leading literal segments, then a parameter
 * over a prefix, then the longer prefix; what is still equal (routes that conflict) by code units.
 */
export function matchRoute<Entry extends { readonly route: Route }>(
  table: readonly Entry[],
  call: Call,
): Match<Entry> | undefined {
  for (const bucket of hostBuckets(table, (call.host ?? '').toLowerCase())) {
    const matches = bucket.flatMap((entry) => matchOne(entry, call) ?? []);
    const [best] = matches.sort((a, b) => compare(a.entry.route, b.entry.route));
    if (best !== undefined) return best;
  }
  return undefined;
}

function hostBuckets<Entry extends { readonly route: Route }>(table: readonly Entry[], host: string): Entry[][] {
  const strict = table.filter(({ route }) => route.host.kind === 'strict' && route.host.name === host);
  const suffixes = new Set(
    table
      .filter(
        ({ route }) =>
          route.host.kind === 'wildcard' && host.endsWith(route.host.name) && host !== route.host.name.slice(1),
      )
      .map(({ route }) => route.host.name),
  );
  const wildcards = [...suffixes]
    .sort((a, b) => b.length - a.length)
    .map((suffix) => table.filter(({ route }) => route.host.kind === 'wildcard' && route.host.name === suffix));
  return [strict, ...wildcards, table.filter(({ route }) => route.host.kind === 'any')];
}

/** How one route answers a call; undefined where it does not. */
export function matchOne<Entry extends { readonly route: Route }>(
  entry: Entry,
  { method, path }: Call,
): Match<Entry> | undefined {
  const { route } = entry;
  if (route.method !== 'ANY' && route.method !== method) return undefined;
  if (!path.startsWith('/')) return undefined;
  const parts = path.slice(1).split('/');
  if (route.kind === 'prefix') {
    // A strict subtree: /greet/* does not answer /greet.
    if (parts.length <= route.segments.length) return undefined;
    const params = values(route.segments, parts.slice(0, route.segments.length));
    return params && { entry, params, rest: parts.slice(route.segments.length).join('/') };
  }
  const params = parts.length === route.segments.length ? values(route.segments, parts) : undefined;
  return params && { entry, params, rest: '' };
}

function values(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const found: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if ('literal' in segment ? segment.literal !== part : part === '') return undefined;
    if ('param' in segment) found.push([segment.param, part]);
  }
  return Object.fromEntries(found);
}

const RANK = { exact: 0, param: 1, prefix: 2 } as const;

function compare(a: Route, b: Route): number {
  if ((a.kind === 'exact') !== (b.kind === 'exact')) return a.kind === 'exact' ? -1 : 1;
  return (
    leadingLiterals(b.segments) - leadingLiterals(a.segments) ||
    RANK[a.kind] - RANK[b.kind] ||
    b.segments.length - a.segments.length ||
    byCodeUnit(text(a), text(b))
  );
}

function text({ segments }: Route): string {
  return segments.map((segment) => ('literal' in segment ? segment.literal : `{${segment.param}}`)).join('/');
}
