/** One segment of a route: text as it stands, or a parameter that takes one whole non-empty segment. */
export type Segment = { readonly literal: string } | { readonly param: string };

export type RouteKind = 'exact' | 'prefix' | 'param';
export type HostKind = 'any' | 'strict' | 'wildcard';

/** A route in a table: what it answers, and from which host. */
export interface Route {
  readonly kind: RouteKind;
  /** A prefix route without its star: `/greet/*` has the segment `greet`. */
  readonly segments: readonly Segment[];
  /** An HTTP method, or ANY. */
  readonly method: string;
  readonly host: { readonly kind: HostKind /** Lower case; a wildcard without its star. */; readonly name: string };
}

/** Why a path is no route. */
export type RouteFault =
  | 'path_not_absolute'
  | 'path_reserved'
  | 'star_not_last'
  | 'star_in_param'
  | 'brace_reserved'
  | 'bad_param_name'
  | 'duplicate_param'
  | 'empty_segment';

export interface RouteText {
  readonly path: string;
  readonly kind?: RouteKind;
  readonly method?: string;
  readonly host?: string;
}

/** The kind that a path looks like: a final `/*` is a prefix, a segment that begins with a colon a parameter. */
export function guessKind(path: string): RouteKind {
  if (path.endsWith('/*')) return 'prefix';
  return path.split('/').some((segment) => segment.startsWith(':')) ? 'param' : 'exact';
}

/** Reads a route in colon syntax. @param reserved prefixes that the platform keeps for itself */
export function parseRoute(text: RouteText, reserved: readonly string[] = []): Route | RouteFault {
  const kind = text.kind ?? guessKind(text.path);
  const { path } = text;
  if (!path.startsWith('/')) return 'path_not_absolute';
  if (reserved.some((prefix) => isUnder(path, prefix))) return 'path_reserved';
  const segments = SEGMENTS[kind](path);
  if (typeof segments === 'string') return segments;
  return { kind, segments, method: text.method ?? 'ANY', host: hostOf(text.host ?? '') };
}

/** Segment by segment: `/version` keeps `/version` and `/version/x`, not `/versions`. */
export function isUnder(path: string, prefix: string): boolean {
  const plain = prefix.replace(/\/+$/, '');
  return path === plain || path.startsWith(`${plain}/`);
}

const SEGMENTS: Readonly<Record<RouteKind, (path: string) => Segment[] | RouteFault>> = {
  exact: (path) => literals(path),
  prefix: (path) => {
    if (!path.endsWith('/*') || path.slice(0, -1).includes('*')) return 'star_not_last';
    return path === '/*' ? [] : literals(path.slice(0, -2));
  },
  param: paramSegments,
};

function literals(path: string): Segment[] {
  return path
    .slice(1)
    .split('/')
    .map((literal) => ({ literal }));
}

function paramSegments(path: string): Segment[] | RouteFault {
  if (path.includes('*')) return 'star_in_param';
  if (/[{}]/.test(path)) return 'brace_reserved';
  const names = new Set<string>();
  const segments: Segment[] = [];
  for (const segment of path.slice(1).split('/')) {
    if (segment === '') return 'empty_segment';
    if (!segment.includes(':')) {
      segments.push({ literal: segment });
      continue;
    }
    const [, name] = /^:([A-Za-z_][A-Za-z0-9_]*)$/.exec(segment) ?? [];
    if (name === undefined) return 'bad_param_name';
    if (names.has(name)) return 'duplicate_param';
    names.add(name);
    segments.push({ param: name });
  }
  return segments;
}

function hostOf(host: string): Route['host'] {
  const name = host.toLowerCase();
  if (name === '') return { kind: 'any', name };
  return name.startsWith('*.') ? { kind: 'wildcard', name: name.slice(1) } : { kind: 'strict', name };
}
