import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../model/errors.ts';
import { canonicalJson } from '../model/json/canonical.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json/value.ts';
import { parseTargets } from './parse-role.ts';
import { parseCanonicalJson } from './signed-json.ts';
import { appOf, cutTargets } from './usual-targets.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function entry(over: JsonObject = {}): JsonObject {
  return {
    schemaVersion: 1,
    dialect: 'crypta',
    id: 'mail',
    name: 'Mail',
    version: '1.2.3',
    size: 10,
    digests: { file: DIGEST, tar: DIGEST, tree: DIGEST },
    epoch: 1_700_000_000,
    manifest: { path: 'cryptad-app.properties', digest: DIGEST },
    permissions: ['queue.read', 'queue.write'],
    api: { optionalCapabilities: [], experimentalCapabilitiesAccepted: false },
    services: [],
    contractDigest: null,
    publishedAt: '2026-01-01T00:00:00Z',
    status: 'active',
    ...over,
  };
}

function target(over: JsonObject = {}): JsonObject {
  return { length: 10, hashes: { sha256: 'ab'.repeat(32) }, custom: { entry: entry(over) } };
}

function role(targets: JsonObject, over: JsonObject = {}): JsonObject {
  return {
    _type: 'targets',
    spec_version: '1.0.34',
    version: 1,
    expires: '2026-12-31T00:00:00Z',
    'x-assay': { catalog: 'core', issuedAt: '2026-01-01T00:00:00Z', profile: 1 },
    targets,
    ...over,
  };
}

/** What a text says, or why it is refused. */
function outcome(read: () => ReturnType<typeof parseTargets>): unknown {
  try {
    const { targets, ...rest } = read();
    const listed = [...targets].map(([path, each]) => {
      const { length, sha256, entry: said } = each;
      const app = appOf(each);
      return { path, length, sha256, said, app: app && [app.id, app.version, app.status, app.publishedAt] };
    });
    return { rest, listed };
  } catch (error) {
    if (error instanceof AssayError) return { code: error.code, message: error.message };
    throw error;
  }
}

function whole(bytes: Uint8Array): JsonObject {
  const value = parseCanonicalJson(bytes, 'role.json');
  if (!isJsonObject(value)) throw new Error('expected an object');
  return value;
}

const slowly = (bytes: Uint8Array) => outcome(() => parseTargets({ value: whole(bytes), path: 'role.json' }));
const quickly = (bytes: Uint8Array) =>
  outcome(() => parseTargets({ ...(cutTargets(bytes, 'role.json') ?? { value: whole(bytes) }), path: 'role.json' }));

function expectTheSame(text: string | Uint8Array): void {
  const bytes = Buffer.from(text);
  expect([bytes.toString('latin1'), quickly(bytes)]).toEqual([bytes.toString('latin1'), slowly(bytes)]);
}

const isCut = (text: string): boolean => cutTargets(Buffer.from(text), 'role.json') !== undefined;

const PATHS = ['apps/a/1/a-1.tgz', 'apps/b/1/b-1.tgz', 'apps/c/1/c-1.tgz', 'apps/d/1/d-1.tgz'] as const;
const [A, B, C, D] = PATHS;
const USUAL = canonicalJson(role({ [A]: target(), [B]: target(), [C]: target({ status: 'yanked' }), [D]: target() }));

describe('targets of the usual form', () => {
  it('are taken out of the text, and parsed when they are asked for', () => {
    const cut = cutTargets(Buffer.from(USUAL), 'role.json');
    expect(cut?.value.targets).toEqual({ [A]: '\u007f', [D]: '\u007f' });
    expect([...(cut?.runs ?? [])].map(([name, run]) => [name, run.map(({ path }) => path)])).toEqual([
      [A, [A, B, C, D]],
      [D, []],
    ]);
    const [, , third] = cut?.runs.get(A) ?? [];
    expect(third?.entry).toEqual(entry({ status: 'yanked' }));
    expect(third && appOf(third)).toEqual({
      id: 'mail',
      version: '1.2.3',
      status: 'yanked',
      publishedAt: '2026-01-01T00:00:00Z',
    });
    expectTheSame(USUAL);
  });

  it.each<[string, JsonObject]>([
    ['every member', { api: { ...entryApi(), targetBaseline: '2026-01', targetStability: 'stable' } }],
    ['one permission', { permissions: ['a'] }],
    ['texts that begin like one another', { permissions: ['a', 'ab', 'abc', 'b', 'ba'] }],
    ['32 permissions', { permissions: Array.from({ length: 32 }, (_, at) => `p${at}`) }],
    ['a zip', { epoch: null, digests: { file: DIGEST, tar: null, tree: DIGEST }, contractDigest: DIGEST }],
    ['the greatest numbers', { size: 9007199254740991, epoch: 8589934591, api: entryApi(9007199254740991) }],
    ['the least numbers', { size: 1, epoch: 0, api: entryApi(0) }],
    ['the longest texts', { id: 'i'.repeat(128), version: '1'.repeat(128), name: 'n'.repeat(300) }],
    ['a long path', { manifest: { path: 'p'.repeat(512), digest: DIGEST } }],
    ['signs in a name', { name: `~!@#$%^&*()_+{}|:<>?[];',./ \`` }],
  ])('can have %s', (_, over) => {
    const text = canonicalJson(role({ [A]: target(over) }));
    expect(isCut(text)).toBe(true);
    expectTheSame(text);
  });

  it('are found between others, which are read as they always were', () => {
    const targets = { [A]: target(), [B]: target({ name: 'Café' }), [C]: target(), 'revocations.json': bare() };
    const cut = cutTargets(Buffer.from(canonicalJson(role(targets))), 'role.json');
    expect([...(cut?.runs.keys() ?? [])]).toEqual([A, C]);
    expectTheSame(canonicalJson(role(targets)));
  });
});

function entryApi(minimumVersion: number = 1): JsonObject {
  return { minimumVersion, optionalCapabilities: ['x'], experimentalCapabilitiesAccepted: true };
}

function bare(): JsonObject {
  return { length: 3, hashes: { sha256: 'ef'.repeat(32) } };
}

/** The canonical text, with a piece of it replaced. */
function edited(from: string | RegExp, to: string, text = USUAL): string {
  const result = text.replace(from, to);
  if (result === text) throw new Error(`${from} does not occur`);
  return result;
}

/** A text where the member `other`, of which no reader is told, holds what the expression takes for a target. */
function twice(other: JsonObject): string {
  return canonicalJson(role({ [A]: target(), [B]: bare(), [C]: target(), [D]: bare() }, { 'x-other': other }));
}

const ANOTHER = target({ version: '6.6.6' });
const ONE = `"${B}":${canonicalJson(target())}`;
const DEEP = canonicalJson(
  role({ [A]: target() }, { delegations: { targets: { [B]: target() }, keys: {}, roles: [] } }),
);

describe('a text that is not as it should be', () => {
  it.each([
    ['a member twice', edited('"dialect":"crypta"', '"dialect":"crypta","dialect":"crypta"')],
    ['a member twice, once escaped', edited('"dialect":"crypta"', '"dialect":"crypta","\\u0064ialect":"crypta"')],
    ['a target twice', edited(ONE, `${ONE},${ONE}`)],
    ['a target twice, far apart', edited(`,"${D}"`, `,${ONE},"${D}"`)],
    ['a target twice, once escaped', edited(ONE, `${ONE},${ONE.replace('apps', '\\u0061pps')}`)],
    ['the targets twice', edited('"targets":{', `"targets":{},"targets":{`)],
    ['the targets twice, with one in each', edited('"targets":{', `"targets":{${ONE}},"targets":{`)],
    ['targets out of order', edited(`"${B}"`, '"apps/z/1/z-1.tgz"')],
    ['members out of order', edited('"id":"mail","manifest":', '"manifest":"mail","id":')],
    ['a prototype', edited(`"${B}"`, '"__proto__"')],
    ['a prototype in an entry', edited('"dialect":"crypta"', '"__proto__":{},"dialect":"crypta"')],
    ['a number for a path', edited(`"${A}"`, '"10"')],
    ['numbers for paths, in the order of texts', edited(`"${A}"`, '"10"', edited(`"${B}"`, '"9"'))],
    ['an exponent', edited('"length":10', '"length":1E1')],
    ['a small exponent', edited('"size":10', '"size":1e1')],
    ['a negative nothing', edited('"epoch":1700000000', '"epoch":-0')],
    ['a nothing in front', edited('"size":10', '"size":010')],
    ['a fraction of nothing', edited('"length":10', '"length":10.0')],
    ['a number that is rounded', edited('"length":10', '"length":9007199254740993')],
    ['the first number too many', edited('"size":10', '"size":9007199254740992')],
    ['a time too late', edited('"epoch":1700000000', '"epoch":8589934592')],
    ['a size of nothing', edited('"size":10', '"size":0')],
    ['white space in a target', edited(`"${B}":`, `"${B}": `)],
    ['white space between targets', edited(`,"${B}":`, `, "${B}":`)],
    ['white space at the end', `${USUAL}\n`],
    ['a byte order mark', `\ufeff${USUAL}`],
    ['a composed name', edited('"name":"Mail"', '"name":"Caf\u00e9"')],
    ['a decomposed name', edited('"name":"Mail"', '"name":"Cafe\u0301"')],
    ['half a surrogate pair', edited('"name":"Mail"', '"name":"\\ud800"')],
    ['an escaped quote', edited('"name":"Mail"', '"name":"a\\"b"')],
    ['an escaped letter', edited('"name":"Mail"', '"name":"\\u0041"')],
    ['a control character', edited('"name":"Mail"', '"name":"a\u0007b"')],
    ['a deleted character', edited('"name":"Mail"', '"name":"a\u007fb"')],
    ['a name that turns the text around', edited('"name":"Mail"', '"name":"a\u202eb"')],
    ['no name', edited('"name":"Mail"', '"name":""')],
    ['a name that is too long', edited('"name":"Mail"', `"name":"${'n'.repeat(301)}"`)],
    ['a permission twice', edited('["queue.read","queue.write"]', '["a","b","a"]')],
    ['a permission twice, at the end', edited('["queue.read","queue.write"]', '["a","b","b"]')],
    ['a digest in capitals', edited(/"tree":"sha256:0123456789abcdef/, '"tree":"sha256:0123456789ABCDEF')],
    ['a digest that is too short', edited('0123456789abcdef"', '0123456789abcde"')],
    ['a digest that is too long', edited('0123456789abcdef"', '0123456789abcdef0"')],
    ['another digest beside it', edited('"hashes":{', '"hashes":{"md5":"",')],
    ['a longer digest beside it', edited(/"hashes":\{("sha256":"[0-9a-f]*")\}/, '"hashes":{$1,"sha512":""}')],
    ['something else in custom', edited('"custom":{', '"custom":{"a":1,')],
    ['a member that no entry has', edited('"dialect":"crypta"', '"dialect":"crypta","extra":1')],
    ['a member too few', edited('"dialect":"crypta",', '')],
    ['another dialect', edited('"dialect":"crypta"', '"dialect":"other"')],
    ['a manifest outside', edited('"path":"cryptad-app.properties"', '"path":"a/../b"')],
    ['a manifest above', edited('"path":"cryptad-app.properties"', '"path":".."')],
    ['a manifest of an odd name', edited('"path":"cryptad-app.properties"', '"path":"a..b/..c/d.."')],
    ['a manifest from the root', edited('"path":"cryptad-app.properties"', '"path":"/a"')],
    ['a manifest with two slashes', edited('"path":"cryptad-app.properties"', '"path":"a//b"')],
    ['an instant with a fraction', edited(':00Z","schemaVersion"', ':00.0Z","schemaVersion"')],
    ['a 13th month', edited('"publishedAt":"2026-01', '"publishedAt":"2026-13')],
    ['a path outside', edited(`"${B}"`, '"apps/../b"')],
    ['a path with an empty part', edited(`"${B}"`, '"apps/a//b"')],
    ['a path that is too long', edited(`"${B}"`, `"apps/b${'/b'.repeat(256)}"`)],
    ['a path with a long part', edited(`"${B}"`, `"apps/b${'b'.repeat(256)}"`)],
    ['a path like a mark', edited(`"${B}"`, '"~"')],
    ['a name like a mark', edited('"name":"Mail"', '"name":"\u007f"')],
    ['a mark for a target', edited(/"apps\/b[^}]*\}.*?"length":10\}/, `"${B}":"\u007f"`)],
    ['no comma between targets', edited(`,"${B}"`, `"${B}"`)],
    ['a comma too many', edited('},"version":1', ',},"version":1')],
    ['a torn text', USUAL.slice(0, -20)],
    ['bytes after the end', `${USUAL}{}`],
    ['other targets before the real ones', DEEP],
    ['other targets before none', edited(/"targets":\{"apps\/a.*\},"version"/, '"targets":{},"version"', DEEP)],
    [
      'a mark among the real targets',
      edited(/"targets":\{"apps\/a.*\},"version"/, `"targets":{"${B}":"\u007f"},"version"`, DEEP),
    ],
    ['other targets behind the real ones', twice({ a: { length: 1 }, [A]: ANOTHER })],
    ['other targets behind the real ones, in a run', twice({ a: { length: 1 }, [A]: ANOTHER, [C]: ANOTHER })],
    [
      'other targets behind the real ones, at the end of a run',
      twice({ a: { length: 1 }, '0/a': ANOTHER, [A]: ANOTHER }),
    ],
    [
      'other targets in one of them',
      edited(ONE, `"${B}":${canonicalJson({ ...bare(), custom: { a: { length: 1 }, [A]: ANOTHER } })}`),
    ],
    ['no targets at all', edited(/"targets":\{.*\},"version"/, '"targets":[],"version"')],
  ])('is read as it always was: %s', (_, text) => {
    expectTheSame(text);
  });

  it('is read as it always was: bytes that are no UTF-8', () => {
    for (const at of ['"name":"Mail"', `"${B}"`, '"expires"'])
      for (const byte of [0x80, 0xff, 0xc3]) {
        const bytes = Buffer.from(USUAL);
        bytes[bytes.indexOf(at) + at.length - 2] = byte;
        expectTheSame(bytes);
      }
  });

  it('is read as it always was: whatever is replaced in it', () => {
    const base = canonicalJson(role({ [A]: target(), [B]: target({ name: 'Café' }), [C]: target(), [D]: bare() }));
    const piece = fc.constantFrom(
      ...['"', '\\', ',', ':', '{', '}', '[', ']', ' ', '0', '1', 'e1', '.0', '-', 'a', 'é', '~', '"\u007f"', '\u0000'],
      ...['"a":1,', ',"a":1', '"apps/c":', ONE, `${ONE},`, `,${ONE}`, ',"targets":{', '"length":1},', 'null', '"a"'],
    );
    const edit = fc.tuple(fc.nat(base.length), fc.nat(3), fc.array(piece, { maxLength: 2 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        let text = base;
        for (const [at, length, pieces] of edits) text = text.slice(0, at) + pieces.join('') + text.slice(at + length);
        expectTheSame(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read as it always was: with one value for another', () => {
    const value: fc.Arbitrary<JsonValue> = fc.oneof(
      fc.constantFrom<JsonValue>(
        null,
        true,
        0,
        1,
        -1,
        2 ** 33,
        2 ** 53,
        '',
        'a',
        DIGEST,
        '\u007f',
        'a\\b',
        'é',
        [],
        {},
      ),
      fc.array(fc.constantFrom('a', 'b', 'aa', ''), { maxLength: 4 }),
    );
    const names = ['digests', 'manifest', 'api', ...Object.keys(entry())];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.option(fc.string({ maxLength: 3 })), value, (name, inner, replaced) => {
        const before = entry()[name] ?? null;
        const [first = 'a'] = isJsonObject(before) ? Object.keys(before) : [];
        const over = isJsonObject(before) && inner !== null ? { ...before, [inner || first]: replaced } : replaced;
        expectTheSame(canonicalJson(role({ [A]: target(), [B]: target({ [name]: over }), [C]: target() })));
      }),
      { numRuns: 1000 },
    );
  });
});
