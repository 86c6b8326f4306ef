import type { Endpoint } from '../model.ts';
import type { Route, Segment } from './route.ts';

/** What is wrong with a route template, in words. */
export interface TemplateFault {
  readonly kind:
    | 'empty-segment'
    | 'trailing-slash'
    | 'braces'
    | 'part-of-segment'
    | 'parameter-name'
    | 'repeated-parameter'
    | 'characters';
  readonly words: string;
}

/** A contract's template (`/peers/{peerId}/note`) as a route: braces become parameters here, and only here. */
export function templateRoute({ method, routeTemplate }: Pick<Endpoint, 'method' | 'routeTemplate'>): Route {
  const segments = templateSegments(routeTemplate);
  const kind = segments.some((segment) => 'param' in segment) ? 'param' : 'exact';
  return { kind, segments, method, host: { kind: 'any', name: '' } };
}

export function templateSegments(template: string): Segment[] {
  return template
    .slice(1)
    .split('/')
    .map((text) => {
      const [, param] = /^\{([^{}]*)\}$/.exec(text) ?? [];
      return param === undefined ? { literal: text } : { param };
    });
}

/** Everything that is wrong with a template, each once. */
export function templateFaults(template: string): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const segments = template.slice(1).split('/');
  if (template !== '/' && segments.at(-1) === '') faults.push({ kind: 'trailing-slash', words: 'ends with a slash' });
  if (segments.slice(0, -1).includes('')) faults.push({ kind: 'empty-segment', words: 'has two slashes in a row' });
  if (segments.some((segment) => !/^(?:[^{}]|\{[^{}]*\})*$/.test(segment)))
    faults.push({ kind: 'braces', words: 'has a brace that opens or closes nothing' });
  if (segments.some((segment) => /\{[^{}]*\}/.test(segment) && !/^\{[^{}]*\}$/.test(segment)))
    faults.push({ kind: 'part-of-segment', words: 'has a parameter that is only part of a segment' });
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  for (const name of new Set(names))
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      faults.push({
        kind: 'parameter-name',
        words: name === '' ? 'has a parameter without a name' : `has the parameter {${name}}, which is no name`,
      });
  if (new Set(names).size < names.length)
    faults.push({ kind: 'repeated-parameter', words: 'names one parameter twice' });
  const literal = template.replace(/\{[^{}]*\}/g, '');
  // RFC 3986 §3.3: the characters of a path segment, without what a template gives another meaning.
  if (/[^A-Za-z0-9\-._~!$&'()+,;=:@%/{}]|\/:/.test(literal) || /%(?![0-9A-Fa-f]{2})/.test(literal))
    faults.push({ kind: 'characters', words: 'has a character that does not stand in a path' });
  return faults;
}
