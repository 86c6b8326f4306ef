import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LeakKind, Reading } from './kinds.ts';
import { leakIn } from './values.ts';

const K43 = 'Rb7xQ2mVdK9sT4wLpZ8nHcY1gJf6uE3aXoN5iBtWvq0';
const HEX64 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** Texts that hold a leak, by kind. */
const LEAKS: readonly (readonly [LeakKind, string])[] = [
  ['process-token', 'processToken=4f9d2c71'],
  ['process-token', 'the process token: a81f9c02d7'],
  ['process-token', 'launch_token = "k9-aa01-77zz"'],
  ['session-token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N'],
  ['session-token', 'Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA'],
  ['session-token', 'bearer mF_9.B5f-4.1JqM'],
  ['session-token', 'Authorization: Basic dXNlcjpwYXNzd29yZA=='],
  ['session-token', 'Set-Cookie: sid=31d4d96e407aad42'],
  ['session-token', 'session: 7f9c2ba4e8'],
  ['session-token', 'sessionId=31d4d96e'],
  ['session-token', 'token=abcd1234'],
  ['session-token', 'The csrf_token: 9d8c7b6a5f'],
  ['session-token', HEX64],
  ['session-token', `resume with ${HEX64.slice(0, 32)} later`],
  ['session-token', K43],
  ['nonce', 'nonce=8h2k'],
  ['nonce', 'Nonce: dcd98b7102dd2f0e'],
  ['nonce', "script-src 'nonce-EDNnf03nceIOfn39fn3e9h3sdfa'"],
  ['form-password', 'formPassword=swordfish'],
  ['form-password', 'form_password = hunter2x'],
  ['form-password', 'form password: a8f1k2m9x0'],
  ['credential', 'password=hunter22'],
  ['credential', 'passphrase: correct7horse'],
  ['credential', 'https://operator:hunter2@node.example/queue'],
  ['credential', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['credential', 'AKIAIOSFODNN7EXAMPLE'],
  ['credential', 'xoxb-123456789012-abc'],
  ['credential', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'],
  ['credential', 'redis://:SN42YjhKwn5tlJMg@cache:6379'],
  ['credential', 'the password is jsVjucnN7vKk'],
  ['credential', 'log in with --password RTb9umFgo30nTv'],
  ['credential', 'push --token=RTb9umFgo30nTv'],
  ['credential', 'machine example.org login ann password hHFb4Lke6C3U'],
  ['credential', 'a registry with {"auth": "YW5uOktieXpXeUlHeXFMSVhhQ2o="}'],
  ['credential', 'Passwort: 3PqTMzpcFD55'],
  ['credential', 'contraseña: Uc18y0E2LQA5'],
  ['credential', 'seed phrase: legal winner thank year wave sausage worth useful legal winner thank yellow'],
  ['credential', 'glrt-z2IEaIMOQBvqIxX8'],
  ['credential', Buffer.from('ghp_16C7e42F292c6912E7710c838347Ae178B4a').toString('hex')],
  ['request-body', 'POST /queue/downloads HTTP/1.1'],
  ['request-body', 'key=CHK&priority=2&persistent=true'],
  ['request-body', '{"identifier": "x", "priority": 2}'],
  ['request-body', ' [{"name": "a"}] '],
  ['request-body', 'Content-Disposition: form-data; name="upload"'],
  ['query-string', 'GET /queue?limit=20'],
  ['query-string', 'https://node.example/api/v1/queue?since=4'],
  ['query-string', 'Filter with ?state=running.'],
  ['file-path', '/home/alice/.crypta/node.ini'],
  ['file-path', 'Reads /var/lib/crypta/queue.db at start.'],
  ['file-path', 'stored under /Users/alice/Library'],
  ['file-path', '(/tmp/upload-71)'],
  ['file-path', 'C:\\Users\\alice\\crypta'],
  ['file-path', 'D:/crypta/datastore/x'],
  ['file-path', '\\\\server\\share\\queue'],
  ['file-path', 'file:///srv/bundles/app.zip'],
  ['file-path', '~/.config/crypta/token'],
  ['file-path', 'see ~alice/notes.txt'],
  ['sandbox-command', 'bwrap --ro-bind /usr /usr --unshare-all app'],
  ['sandbox-command', 'firejail --net=none --private'],
  ['sandbox-command', 'sandbox-exec -f profile.sb app'],
  ['sandbox-command', 'systemd-run --user --scope app'],
  ['sandbox-command', 'docker run --rm -it node:20'],
  ['sandbox-command', 'nsjail -Mo --chroot / -- app'],
  ['environment-value', 'CRYPTA_HOME=opt'],
  ['environment-value', 'export NODE_ENV=production'],
  ['environment-value', 'start with PATH=/bin app'],
  ['environment-value', '$HOME/node'],
  ['environment-value', `$${'{XDG_DATA_HOME}'}/crypta`],
  ['environment-value', `$${'{CACHE:-none}'}`],
  ['environment-value', '%APPDATA%\\crypta'],
  ['environment-value', '$env:TEMP\\crypta'],
  ['private-key', '-----BEGIN PRIVATE KEY-----'],
  ['private-key', 'x\n-----BEGIN OPENSSH PRIVATE KEY-----\ny'],
  ['private-key', '-----BEGIN ENCRYPTED PRIVATE KEY-----'],
  ['private-key', 'out/MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.log'],
  ['private-key', 'MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC'],
  ['private-key', 'AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'],
  ['private-key', 'private key: 9d8c7b6a5f4e'],
  ['private-insert-uri', `SSK@${K43},${K43},AQECAAE/site-1/`],
  ['private-insert-uri', `insert to USK@${K43},${K43},AQECAAE/site/3/ now`],
  ['private-insert-uri', `SSK@${K43},${K43}/site`],
  ['private-insert-uri', `SSK@${K43}/site`],
  ['clock', '2026-01-31T12:00:00Z'],
  ['clock', 'built 2026-01-31 12:00:00'],
  ['clock', 'as of 2026-01-31t12:00+01:00'],
  ['clock', '20260131T120000Z'],
  ['clock', 'Sat, 31 Jan 2026 12:00:00 GMT'],
  ['clock', 'Sat Jan 31 2026 12:00:00 GMT+0000'],
];

/** Texts that hold none. */
const CLEAN: readonly string[] = [
  '',
  'GET',
  'stable',
  'Read token-free app runtime status.',
  'Change the form password.',
  'Form password: required',
  'The session token never leaves the node.',
  'Token: opaque to apps.',
  'token: Base64url-encoded',
  'Password: eight or more characters',
  'The password is at least 12 characters long, and the passphrase is read from a file.',
  'give --password <text>, --token-env NAME or --passphrase-file F',
  'The login form asks for a password 3 times.',
  'A seed phrase: of twelve words or more.',
  'Open https://example.org:8443/@ann and mail ann@example.org.',
  'Rotate the app process token.',
  'Reads a nonce from the node; the nonce is single-use.',
  'Create app-owned vault identities without exposing private key material.',
  'Keep, replace or delete secret values through the process-only vault API.',
  'Basic authentication is not offered.',
  'Bearer tokens are accepted from app processes only.',
  'Uses Basic access/authorization rules.',
  '/config/tokens/{id}',
  '/node/nonce',
  '/apps/{appId}/updates/policy',
  'POST /app-catalogs/recommended/{catalogId}/add',
  'GET /home/{userId}/feed',
  'See GET /home/feed and POST /var/lock.',
  'https://example.org/home/alice/page',
  'https://node.example/api/v1/queue',
  'http://localhost:8888/apps',
  'Is the queue empty? Returns true or false.',
  'Filter with ?state={state}.',
  'Filter with ?state=<state>.',
  'docs/platform-api-compatibility-support-window.md',
  './schemas/members.list.in.json',
  '../contracts/schemas/contract/v1.schema.json',
  'and/or, read/write, TCP/IP',
  'n/a',
  'Runs in a sandbox (bwrap, firejail or sandbox-exec).',
  'docker and podman are both supported',
  'unshare a folder with a peer',
  'Reads the environment, never its values.',
  'Names like CRYPTA_HOME or NODE_ENV are listed without values.',
  'Costs $5 or 5%.',
  `Placeholder ${'$'}{appVersion} is filled in by pack.`,
  `TOKEN=${'$'}{token}`,
  'SHA256=fits every platform',
  'a == b, x >= 3, E=mc2',
  `sha256:${HEX64}`,
  `sha256-${K43}=`,
  'commit 9b4f84a5dca20c6e4ba83327f81af8f7cfc2a62c',
  'schemas.ts @ 9b4f84a5dca20c6e4ba83327f81af8f7cfc2a62c',
  '123e4567-e89b-12d3-a456-426614174000',
  `CHK@${K43},${K43},AAMC--8/file.txt`,
  `USK@${K43},${K43},AQACAAE/site/3/`,
  'SSK@… and USK@… insert URIs are never shown.',
  'KSK@word',
  'A PEM block begins with BEGIN PUBLIC KEY.',
  '-----BEGIN PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----',
  'Supported until 2027-01-01.',
  'Versions 1.10.2 to 2.0.0-beta.3',
  'Saturday and Sunday, 9:00 to 17:30',
  'At 12:30 the queue is cleaned.',
  'ISO 8601, as YYYY-MM-DDThh:mm:ssZ',
  'minimumScheduledRemovalWindowContractVersions',
  'experimentalGraduationRequiresStableReferenceUpdate',
  'previous_snapshot_required_in_production_beta_2',
  'platform-api-compatibility-support-window-1-0-and-later-versions',
  'AbstractSingletonProxyFactoryBeanUtf8Decoder2',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '00000000000000000000000000000000000000000000',
  'linear-gradient(135deg, #0F766E, #2563EB)',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
  'token=<redacted>',
  'preview_token=REDACTED',
  'password=***',
  'orgx/v1#hierarchy.route.resolve',
  'generativelanguage.googleapis.com',
  '127.0.0.1:4444',
  'a: 1, b: 2',
  '{id}',
  '[]',
  'x'.repeat(5000),
];

describe('leakIn', () => {
  it('is tried with at least sixty texts on each side', () => {
    expect(LEAKS.length).toBeGreaterThanOrEqual(60);
    expect(CLEAN.length).toBeGreaterThanOrEqual(60);
  });

  it.each(LEAKS)('sees %s in %j', (kind, text) => {
    expect(leakIn(text)).toBe(kind);
  });

  it.each(LEAKS)('sees %s in %j within a sentence', (kind, text) => {
    // Whole texts that are a body, and dates that start a line, are bodies and dates only there.
    if (kind !== 'request-body') expect(leakIn(`Before it, ${text}`)).toBe(kind);
  });

  it.each(CLEAN)('sees nothing in %j', (text) => {
    expect(leakIn(text)).toBeUndefined();
  });

  it.each<[Reading, string, LeakKind | undefined]>([
    ['route', '/home/feed', undefined],
    ['route', '/etc/{name}', undefined],
    ['route', '/queue?', 'query-string'],
    ['route', '/queue?limit', 'query-string'],
    ['route', '/queue?limit={limit}', 'query-string'],
    ['route', '/login/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'session-token'],
    ['pattern', '^[A-Za-z0-9_-]{43}=$', undefined],
    ['pattern', '^(?<name>a)?b=c$', undefined],
    ['pattern', '^/home/[^/]+$', undefined],
    ['pattern', '^C:\\\\Users\\\\', undefined],
    ['pattern', '-----BEGIN PRIVATE KEY-----', 'private-key'],
    ['example', '2026-01-31T12:00:00Z', undefined],
    ['example', '/home/alice/x', 'file-path'],
    ['example', HEX64, 'session-token'],
    ['digest', HEX64, undefined],
    ['digest', K43, undefined],
    ['digest', '/home/alice/x', 'file-path'],
  ])('reads as %s: %j', (reading, text, kind) => {
    expect(leakIn(text, reading)).toBe(kind);
  });

  it('is quick on long hostile texts', () => {
    const size = 200_000;
    const texts = [
      '1a',
      'a.',
      'token:',
      'token=1',
      'Bearer ',
      '{"',
      '}',
      'SSK@',
      'GET ',
      'a=b&',
      '/home',
      '$A',
      '%AA',
      '~',
      '\\\\',
      'Mon ',
      '-',
      'Aa1',
    ];
    const start = process.cpuUsage();
    for (const text of texts) leakIn(text.repeat(size / text.length));
    const { user } = process.cpuUsage(start);
    expect(user / 1e6).toBeLessThan(2);
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void leakIn(text)));
  });
});

describe('the quick look at harmless texts', () => {
  // With a quote a text is always looked at closely. The digit keeps it from the look at words without digits.
  const part = fc.oneof(
    fc.constantFrom(
      ...['PuTTY-User-Key-File-', 'AGE-SECRET-KEY-1', 'Bearer ', 'basic ', 'eyJ', 'GET /a HTTP/1', 'glpat-', 'xoxb-'],
      ...['AKIA', 'AIza', 'sk-', 'SG.', "'nonce-", '20260102T0304', '2026-01-02', '/home/', '/Users/ada', '/var/lib'],
      ...[
        'hooks.slack.com/services/T',
        'docker run -',
        'bwrap --',
        '/area1/things/{id}/part2',
        'of 2 things',
        ' ',
        '-',
        '/',
        '-token ',
        '(-api-key ',
      ],
    ),
    fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
    fc.stringMatching(/^[0-9a-z .,;'()!{}/-]{0,12}$/),
  );

  it.each<Reading>(['prose', 'route', 'pattern', 'example', 'digest'])(
    'passes over none that a sign is in: %s',
    (reading) => {
      fc.assert(
        fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
          const text = `7 ${parts.join('')}`;
          expect(leakIn(text, reading)).toBe(leakIn(`${text} "`, reading));
        }),
        { numRuns: 3000 },
      );
    },
  );

  it('passes over no long word that a sign is in', () => {
    const piece = fc.oneof(
      fc.constantFrom('AKIA', 'ASIA', 'AIza', 'eyJ', 'Bearer', 'HTTP', 'sess', 'MCCAQAwBQYDK'),
      fc.stringMatching(/^[A-Za-z]{1,20}$/),
      fc.stringMatching(/^[A-Z]{1,20}$/),
    );
    const start = fc.constantFrom('', '$', '#/$defs/', '#/definitions/');
    fc.assert(
      fc.property(start, fc.array(piece, { minLength: 1, maxLength: 4 }), (before, pieces) => {
        const word = before + pieces.join('').padEnd(24, 'x');
        expect(leakIn(word)).toBe(leakIn(`${word} "`));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('long and disguised texts', () => {
  it.each([
    ['one run', 'a'.repeat(9_000_000)],
    ['words', 'x '.repeat(4_000_000)],
    ['no letters at all', '/'.repeat(3_000_000)],
    ['base64 of letters', `${'YWJj'.repeat(2_000_000)} `],
    ['short runs of base64', 'YWJjZGVmZ2hpamts '.repeat(400_000)],
    ['lines of one word', 'abcdefgh1\n.'.repeat(600_000)],
    ['percent signs', '%41'.repeat(2_000_000)],
  ])('reads %s to its end', (_what, text) => {
    expect(leakIn(text)).toBeUndefined();
    expect(leakIn(`${text} password=hunter22`)).toBe('credential');
  });

  it.each([
    ['a zero-width space in a token', `gh\u200bp_16C7e42F292c6912`, 'credential'],
    ['full-width letters', '\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44=hunter22', 'credential'],
    ["base64 behind a digest's name", `sha256:${'QUtJQUlPU0ZPRE5ON0VYQU1QTEUx'.repeat(6)}`, 'session-token'],
    ['a folder of a build machine', 'see /builds/group/project', 'file-path'],
    ['a token behind a hyphen', `saw-${'hv'}s.Rb7xQ2mVdK9sT4wLpZ8nHcY1`, 'credential'],
    ['a password in base64', `dump ${Buffer.from('password=hunter22').toString('base64')} end`, 'credential'],
    ['a password in base64url', Buffer.from('password=h?nter>>').toString('base64url'), 'credential'],
    ['a percent-encoded password', 'next=%70assword%3Dhunter22', 'credential'],
    ['a token broken over lines', `gl${'pat'}-Rb7xQ2mV\n    dK9sT4wLpZ8nHc`, 'credential'],
    ['random text broken over lines', `the key\r\nRb7xQ2mVdK9sT4wL\r\npZ8nHcY1gJf6uE3aXoN5iBt\r\nis`, 'session-token'],
    ['basic authorization', 'Authorization: Basic YTpi', 'session-token'],
    ['an option that a text begins with', '-token Ab3dE5fg', 'credential'],
    ['an option behind a bracket', '(-secret Ab3dE5fg)', 'credential'],
    ['an option of two words', "'-api-key Ab3dE5fg'", 'credential'],
  ])('sees %s', (_what, text, kind) => {
    expect(leakIn(text)).toBe(kind);
  });

  it('leaves digests alone', () => {
    expect(leakIn(`sha256:${'0f3a'.repeat(16)}`)).toBeUndefined();
    expect(leakIn('SHA256:uNiVztksCsDhcc0u9e8BrrJXVvR1tmZ3R4nTZtQcIgM')).toBeUndefined();
  });
});
