import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../testing/shared-data.ts';
import { matchOne, matchRoute } from './match.ts';
import { conflicts, covers, overlap } from './overlap.ts';
import { patternMeets } from './pattern.ts';
import { guessKind, parseRoute, type Route, type RouteKind } from './route.ts';
import { templateFaults, templateRoute, templateSegments } from './template.ts';

interface Vectors {
  readonly parse: readonly { kind: RouteKind; path: string; expect: string }[];
  readonly guess: readonly { path: string; kind: RouteKind }[];
  readonly conflict: readonly { a: Text; b: Text; expect: boolean }[];
  readonly table: readonly (Text & { id: string })[];
  readonly match: readonly {
    method: string;
    host: string;
    path: string;
    expect: { id: string; params: object; rest: string } | null;
  }[];
}
interface Text {
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
}

function route(text: Text): Route {
  const parsed = parseRoute(text);
  if (typeof parsed === 'string') throw new Error(`${text.path}: ${parsed}`);
  return parsed;
}

const file = sharedData('picloud/route-vectors.json');
const none: Vectors = { parse: [], guess: [], conflict: [], table: [], match: [] };
const vectors: Vectors = file === undefined ? none : JSON.parse(readFileSync(file, 'utf8'));

describe.skipIf(file === undefined)('vectors that others wrote', () => {
  it.each(vectors.parse)('$kind $path is $expect', ({ kind, path, expect: wanted }) => {
    const parsed = parseRoute({ kind, path }, ['/api/', '/admin/', '/healthz', '/version']);
    expect(typeof parsed === 'string' ? parsed : 'ok').toBe(wanted);
  });
  it.each(vectors.guess)('$path is guessed $kind', ({ path, kind }) => expect(guessKind(path)).toBe(kind));
  it.each(vectors.conflict)('$a.path beside $b.path: $expect', ({ a, b, expect: wanted }) => {
    expect(conflicts(route(a), route(b))).toBe(wanted);
    expect(conflicts(route(b), route(a))).toBe(wanted);
  });
  const table = vectors.table.map((text) => ({ id: text.id, route: route(text) }));
  it.each(vectors.match)('$method $host$path', ({ expect: wanted, ...call }) => {
    for (const order of [table, [...table].reverse()]) {
      const found = matchRoute(order, call);
      expect(found === undefined ? null : { id: found.entry.id, params: found.params, rest: found.rest }).toEqual(
        wanted,
      );
    }
  });
});

const segment = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('{x}', '{y}'));
const template = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const path = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`);
const entry = (routeTemplate: string) => ({ route: templateRoute({ method: 'GET', routeTemplate }) });

describe('overlap and match agree', () => {
  it('two templates that a path fits overlap, and one that covers another fits its paths', () => {
    fc.assert(
      fc.property(template, template, path, (a, b, at) => {
        const [fitsA, fitsB] = [a, b].map((text) => matchOne(entry(text), { method: 'GET', path: at }) !== undefined);
        if (fitsA && fitsB) expect(overlap(templateSegments(a), templateSegments(b))).toBe(true);
        if (fitsB && covers(templateSegments(a), templateSegments(b))) expect(fitsA).toBe(true);
      }),
    );
  });

  it('templates that overlap have a path in common', () => {
    fc.assert(
      fc.property(template, template, (a, b) => {
        const [left, right] = [templateSegments(a), templateSegments(b)];
        if (!overlap(left, right)) return;
        const common = left.map((one, index) => {
          const other = right[index];
          if ('literal' in one) return one.literal;
          return other !== undefined && 'literal' in other ? other.literal : 'z';
        });
        const call = { method: 'GET', path: `/${common.join('/')}` };
        expect([a, b].map((text) => matchOne(entry(text), call))).not.toContain(undefined);
      }),
    );
  });

  it('whoever answers fits, whatever the order of the table', () => {
    fc.assert(
      fc.property(fc.uniqueArray(template, { maxLength: 6 }), path, (templates, at) => {
        const table = templates.map((routeTemplate) => ({ routeTemplate, ...entry(routeTemplate) }));
        const call = { method: 'GET', path: at };
        const found = matchRoute(table, call)?.entry.route;
        expect(matchRoute([...table].reverse(), call)?.entry.route).toEqual(found);
        expect(found === undefined).toBe(table.every((one) => matchOne(one, call) === undefined));
      }),
    );
  });
});

describe('templates', () => {
  it.each<[string, string[]]>([
    ['/', []],
    ['/peers/{peerId}/note', []],
    ['/a_b/c-d.e/%20', []],
    ['/a/', ['trailing-slash']],
    ['//', ['trailing-slash', 'empty-segment']],
    ['/a//b', ['empty-segment']],
    ['/{}', ['parameter-name']],
    ['/{1a}', ['parameter-name']],
    ['/{a b}', ['parameter-name']],
    ['/{a}/{a}', ['repeated-parameter']],
    ['/{a}-{b}', ['part-of-segment']],
    ['/v{a}', ['part-of-segment']],
    ['/{a', ['braces']],
    ['/a}', ['braces']],
    ['/{{a}}', ['braces', 'part-of-segment']],
    ['/routes:check', []],
    ['/a?b', ['characters']],
    ['/a#b', ['characters']],
    ['/:id', ['characters']],
    ['/*', ['characters']],
    ['/a b', ['characters']],
    ['/%zz', ['characters']],
    ['/ü', ['characters']],
  ])('%s', (text, kinds) => expect(templateFaults(text).map(({ kind }) => kind)).toEqual(kinds));
});

describe('patterns', () => {
  it.each<[string, string, boolean]>([
    ['/apps/{}/updates/check', '/apps/{appId}/updates/check', true],
    ['/apps/{}/updates/check', '/apps/{appId}/updates/stage', false],
    ['/apps/{}/updates/check', '/apps/{appId}/updates/{verb}', true],
    ['/app-catalogs/recommended/*', '/app-catalogs/recommended', false],
    ['/app-catalogs/recommended/*', '/app-catalogs/recommended/{id}/add', true],
    ['/app-catalogs/recommended/*', '/app-catalogs/{id}/refresh', true],
    ['/*', '/a', true],
    ['/', '/', true],
    ['/', '/a', false],
  ])('%s takes in %s: %s', (pattern, text, expected) => expect(patternMeets(pattern, text)).toBe(expected));
});
