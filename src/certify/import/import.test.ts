import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import { bounded, type ForeignResult } from './foreign.ts';
import { IMPORTERS } from './import-evidence.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const junit = (inner: string): ForeignResult =>
  IMPORTERS.junit(bytes(`<testsuite name="s">${inner}</testsuite>`), 'r.xml');
const json = (name: 'ctrf' | 'sarif' | 'crypta', value: unknown): ForeignResult =>
  IMPORTERS[name](bytes(JSON.stringify(value)), 'r.json');
const prints = ({ findings }: ForeignResult): string[] => findings.map(({ fingerprint }) => fingerprint);
const sarif = (results: unknown[], more: object = {}): ForeignResult =>
  json('sarif', {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 't', rules: [{ id: 'R1', defaultConfiguration: { level: 'error' } }] } },
        results,
        ...more,
      },
    ],
  });
const at = (uri: string, line = 1) => [
  { physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } },
];

describe('hits of one thing', () => {
  const hits = (...levels: string[]) =>
    sarif(
      levels.map((level, index) => ({ ruleId: 'R1', level, message: { text: 'm' }, locations: at('a.js', index + 1) })),
    );
  const errors = ({ findings }: ForeignResult): string[] =>
    findings.flatMap(({ severity, fingerprint }) => (severity === 'error' ? [fingerprint] : []));

  test('are told one by one: of fewer, none is new, and of more, exactly the one more', () => {
    const three = prints(hits('error', 'error', 'error'));
    expect(new Set(three).size).toBe(3);
    expect(three).toEqual(expect.arrayContaining(prints(hits('error', 'error'))));
    expect(prints(hits('error', 'error', 'error', 'error')).filter((one) => !three.includes(one))).toHaveLength(1);
  });

  test('never have an error in the place of a warning', () => {
    const before = errors(hits('warning', 'error'));
    expect(errors(hits('error', 'warning'))).toEqual(before);
    expect(errors(hits('warning', 'error', 'error')).filter((one) => !before.includes(one))).toHaveLength(1);
  });

  test('are one finding with their number, where there are more than anybody reads', () => {
    const many = (length: number) => hits(...Array.from({ length }, () => 'warning'), 'error').findings;
    expect(many(49)).toHaveLength(50);
    expect(many(50).map(({ severity, message }) => [severity, message])).toEqual([['error', 'R1: m (51 times)']]);
  });
});

describe('junit', () => {
  test('counts tests, whatever the suites say of themselves', () => {
    const report = IMPORTERS.junit(
      bytes(
        '<testsuites tests="0" failures="0"><testsuite name="a" failures="0"><testcase classname="c" name="one"/><testcase classname="c" name="two"><failure message="m">t</failure></testcase><testcase name="three"><skipped/></testcase></testsuite></testsuites>',
      ),
      'r.xml',
    );
    expect([
      report.checks,
      report.skipped,
      report.findings.map(({ severity, message }) => [severity, message]),
    ]).toEqual([2, 1, [['error', 'the test c two failed']]]);
  });

  test('a report with more findings than evidence holds could not be looked at', () => {
    const failed = Array.from({ length: 100_001 }, (_, index) => `<testcase name="${index}"><failure/></testcase>`);
    const { findings, failure } = bounded(junit(failed.join('')));
    expect([findings, failure]).toEqual([[], 'it has 100001 findings, and evidence holds 100000']);
    expect(bounded(junit('<testcase><failure/></testcase>')).findings).toHaveLength(1);
  });

  test('a suite that broke outside of its tests is an error', () => {
    expect(junit('<error message="set-up"/><testcase name="a"/>').findings.map(({ ruleId }) => ruleId)).toEqual([
      'junit/suite-broken',
    ]);
  });

  test('fingerprints hold neither wording nor order, and tell one more failure', () => {
    const failed = (name: string, message: string): string =>
      `<testcase name="${name}"><failure message="${message}"/></testcase>`;
    expect(prints(junit(failed('a', 'x') + failed('b', 'y')))).toEqual(
      prints(junit(failed('b', 'z') + failed('a', 'w'))),
    );
    const [one] = prints(junit(failed('a', 'x')));
    const twice = prints(junit(failed('a', 'x') + failed('a', 'y')));
    expect([twice.length, new Set(twice).size, twice.includes(one ?? '')]).toEqual([2, 2, true]);
  });

  test.each([
    ['a failing status', '<testcase name="a" status="FAILED"/>', 1, 0],
    ['a failing result', '<testcase name="a" result="error"/>', 1, 0],
    ['a status of several words', '<testcase name="a" status="Timed-Out"/>', 1, 0],
    ['a result that nobody knows (NUnit)', '<testcase name="a" result="Inconclusive"/>', 1, 0],
    ['a test that did not run, in words', '<testcase name="a" status="NOT_RUN"/>', 0, 1],
    ['a status that is no bad one', '<testcase name="a" status="passed" result="Success"/>', 0, 0],
    ['a test that did not run (googletest)', '<testcase name="a" status="notrun" result="suppressed"/>', 0, 1],
    ['a test that ran (googletest)', '<testcase name="a" status="run" result="completed"/>', 0, 0],
    ['a failing test that says it was skipped', '<testcase name="a" status="skipped"><failure/></testcase>', 1, 0],
  ])('%s counts as it should', (_, text, errors, skipped) => {
    const report = junit(text);
    expect([report.findings.length, report.skipped]).toEqual([errors, skipped]);
  });

  test.each([
    ['failures', '<testsuite failures="2"><testcase><failure/></testcase></testsuite>', ['1']],
    ['errors', '<testsuite errors="1"><testcase/></testsuite>', ['1']],
    ['in the whole, not in its suites', '<testsuite failures="0"><testcase/></testsuite>', ['3']],
    ['once, where it is counted twice', '<testsuite failures="3"><testcase/></testsuite>', ['3']],
  ])('a report that counts %s which it does not show can not pass', (_, suite, hidden) => {
    const report = IMPORTERS.junit(bytes(`<testsuites failures="${hidden[0]}">${suite}</testsuites>`), 'r.xml');
    expect(report.findings.flatMap(({ message }) => /counts (\d+) failures/.exec(message)?.[1] ?? [])).toEqual(hidden);
  });

  test.each([
    ['10000000000', 10000000000],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['+2', 2],
    ['2.0', 2],
    ['-1', 0],
    ['', 0],
  ])('a report that counts "%s" failures hides %d', (count, hidden) => {
    const { findings } = IMPORTERS.junit(
      bytes(`<testsuite errors="${count}"><testcase name="a"/></testsuite>`),
      'r.xml',
    );
    expect(findings.map(({ message }) => Number(/counts (\d+) failures/.exec(message)?.[1]))).toEqual(
      hidden === 0 ? [] : [hidden],
    );
  });

  test.each(['many', '0x10', '1e3', '\u0663', 'NaN'])('a report that counts "%s" failures is refused', (count) => {
    const report = bytes(`<testsuite failures="${count}"><testcase name="a"/></testsuite>`);
    expect(codeOf(() => IMPORTERS.junit(report, 'r.xml'))).toBe('report-malformed/3');
  });

  test('counts that fit hide nothing', () => {
    const shown =
      '<testsuites failures="2" errors="2"><testsuite failures="2" errors="2"><error/><testcase><failure/><failure/><error/></testcase></testsuite></testsuites>';
    expect(
      IMPORTERS.junit(bytes(shown), 'r.xml')
        .findings.map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual(['junit/suite-broken', 'junit/test-failed']);
    expect(junit('<testcase name="a" time="1"/>').findings).toEqual([]);
  });

  test('failures of one name without number are told in a moment', () => {
    const started = performance.now();
    const report = junit('<testcase name="a"><failure/></testcase>'.repeat(50_000));
    expect(report.findings.map(({ message }) => message)).toEqual(['the test a failed (50000 times)']);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  const lol = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>';
  test.each([
    ['a billion laughs', `${lol}<testsuite name="&lol2;"/>`, 'xml-document-type/3'],
    [
      'a file as an entity',
      '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"/>',
      'xml-document-type/3',
    ],
    ['a document type alone', '<!DOCTYPE testsuite><testsuite/>', 'xml-document-type/3'],
    ['an entity that nobody declared', '<testsuite name="&x;"/>', 'xml-malformed/3'],
    ['elements without end', '<testsuite>'.repeat(100) + '</testsuite>'.repeat(100), 'xml-too-deep/3'],
    ['a report that was cut', '<testsuite><testcase name="a"/>', 'xml-malformed/3'],
    ['an attribute twice', '<testsuite name="a" name="b"/>', 'xml-malformed/3'],
    ['two roots', '<testsuite/><testsuite/>', 'xml-malformed/3'],
    ['another root', '<html/>', 'report-malformed/3'],
    [
      'a whole report in another',
      '<testsuites><testsuites><testsuite><testcase name="a"><failure/></testcase></testsuite></testsuites><testsuite><testcase name="b"/></testsuite></testsuites>',
      'report-malformed/3',
    ],
    ['a whole report in a suite', '<testsuite><TestSuites/></testsuite>', 'report-malformed/3'],
    ['a test in a group', '<testsuite><group><testcase name="a"/></group></testsuite>', 'report-malformed/3'],
    ['a suite in a group', '<testsuites><g><testsuite/></g></testsuites>', 'report-malformed/3'],
    ['a test of another namespace', '<testsuite xmlns:x="u"><x:testcase/></testsuite>', 'report-malformed/3'],
    ['a failure in another spelling', '<testsuite><testcase><Failure/></testcase></testsuite>', 'report-malformed/3'],
    ['a failure in details', '<testsuite><testcase><d><error/></d></testcase></testsuite>', 'report-malformed/3'],
    ['nothing', '', 'xml-malformed/3'],
    ['json', '{}', 'xml-malformed/3'],
  ])('%s is refused', (_, text, code) => {
    expect(codeOf(() => IMPORTERS.junit(bytes(text), 'r.xml'))).toBe(code);
  });

  test('other bytes than utf-8 are refused', () => {
    expect(codeOf(() => IMPORTERS.junit(Uint8Array.of(0xff, 0xfe, 0x3c), 'r.xml'))).toBe('input-not-utf8/3');
  });
});

describe('ctrf', () => {
  const report = (...tests: object[]): ForeignResult => json('ctrf', { results: { tool: { name: 't' }, tests } });
  test('only what passed passes', () => {
    const result = report(
      { name: 'a', status: 'passed' },
      { name: 'b', status: 'other' },
      { name: 'c', status: 'pending' },
      { name: 'd', status: 'failed', message: 'm' },
    );
    expect([result.checks, result.skipped, result.findings.length]).toEqual([3, 1, 2]);
  });
  test('a summary that counts more than is shown can not pass', () => {
    const lying = (summary: object, ...tests: object[]): string[] =>
      json('ctrf', { results: { tests, summary } }).findings.map(({ message }) => message);
    const passed = { name: 'a', status: 'passed' };
    expect(lying({ failed: 2, other: 1 }, passed, { name: 'b', status: 'failed' })).toContain(
      'its summary counts 2 tests that did not pass and that it does not show',
    );
    expect(lying({ failed: 0, other: 0, skipped: 7 }, passed)).toEqual([]);
    expect(lying({ failed: -1 }, passed)).toEqual([]);
    for (const failed of ['2', {}, [], true])
      expect(codeOf(() => lying({ failed }, passed))).toBe('report-malformed/3');
  });
  test.each([
    [{}],
    [{ results: {} }],
    [{ results: { tests: [{}] } }],
    [{ results: { tests: [{ name: 'a' }] } }],
    [{ results: { tests: [1] } }],
  ])('%j is refused', (value) => {
    expect(codeOf(() => json('ctrf', value))).toBe('report-malformed/3');
  });
});

describe('sarif', () => {
  test('levels come from the result, else from the rule', () => {
    const found = sarif([
      { ruleId: 'R1', message: { text: 'm' }, locations: at('a') },
      { ruleId: 'R1', level: 'note', message: { text: 'm' }, locations: at('b') },
      { ruleId: 'R2', message: { text: 'm' }, locations: at('c') },
      { ruleId: 'R3', kind: 'pass', message: { text: 'm' } },
    ]).findings;
    expect(
      found.map(({ location, severity, legacyCode }) => `${location.path} ${severity} ${legacyCode}`).sort(),
    ).toEqual(['a error R1', 'b note R1', 'c warning R2']);
  });
  test.each([
    ['by its place', { rule: { index: 0, toolComponent: { index: 1 } } }],
    ['by its id in an extension', { ruleId: 'js/sqli' }],
    ['by the id of its reference', { rule: { id: 'js/sqli', toolComponent: { name: 'queries' } } }],
    [
      'by the place of a rule that has a longer id',
      { ruleId: 'js/sqli/2', rule: { index: 0, toolComponent: { index: 1 } } },
    ],
  ])('a rule of an extension is found %s, as CodeQL writes it', (_, result) => {
    const tool = {
      driver: { name: 'CodeQL', rules: [{ id: 'R1', defaultConfiguration: { level: 'note' } }] },
      extensions: [{ name: 'none' }, { rules: [{ id: 'js/sqli', defaultConfiguration: { level: 'error' } }] }],
    };
    const log = { version: '2.1.0', runs: [{ tool, results: [{ ...result, message: { text: 'm' } }] }] };
    expect(json('sarif', log).findings.map(({ severity }) => severity)).toEqual(['error']);
  });
  const of = (level: string, more: object = {}) => ({ ...more, defaultConfiguration: { level } });
  test.each<[string, object, string]>([
    ['a guid', { rule: { guid: 'g' } }, 'error'],
    ['a place in an extension of that name', { rule: { index: 1, toolComponent: { name: 'more' } } }, 'error'],
    ['a place in an extension of that guid', { rule: { index: 1, toolComponent: { guid: 'c' } } }, 'error'],
    ['a place in an extension that is not there', { rule: { index: 0, toolComponent: { index: 7 } } }, 'warning'],
    ['a place in the driver, said so', { rule: { index: 0, toolComponent: { index: -1 } } }, 'note'],
    ['the id that its own is a part of', { ruleId: 'bad/1' }, 'error'],
    ['the id that its own is a part of, not the place of another', { ruleId: 'bad/1', ruleIndex: 0 }, 'error'],
    ['the place of one of two rules with its id', { ruleId: 'twice', ruleIndex: 2 }, 'error'],
  ])('a rule is found by %s', (_, result, severity) => {
    const tool = {
      driver: {
        name: 't',
        rules: [of('note', { id: 'mild' }), of('note', { id: 'twice' }), of('error', { id: 'twice' })],
      },
      extensions: [
        { name: 'none' },
        { name: 'more', guid: 'c', rules: [of('note', { id: 'x' }), of('error', { id: 'bad', guid: 'g' })] },
      ],
    };
    const log = { version: '2.1.0', runs: [{ tool, results: [{ ...result, message: { text: 'm' } }] }] };
    expect(json('sarif', log).findings.map((one) => one.severity)).toEqual([severity]);
  });
  test('a level that the run set for a rule by its place is that rule’s, and one of a part of it is no other’s', () => {
    const set = (descriptor: object, level: string) => ({
      tool: { driver: { name: 't', rules: [of('error', { id: 'R1' }), { id: 'R2' }] } },
      invocations: [{ ruleConfigurationOverrides: [{ descriptor, configuration: { level } }] }],
    });
    const severities = (result: object, more: object) => sarif([result], more).findings.map((one) => one.severity);
    expect(severities({ ruleId: 'R2' }, set({ index: 1 }, 'error'))).toEqual(['error']);
    expect(severities({ ruleId: 'R1' }, set({ index: 1 }, 'note'))).toEqual(['error']);
    expect(severities({ ruleId: 'R1/1' }, set({ id: 'R1/1' }, 'note'))).toEqual(['note']);
    expect(severities({ ruleId: 'R1/2' }, set({ id: 'R1/1' }, 'note'))).toEqual(['error']);
    expect(severities({ ruleId: 'R2/2' }, set({ id: 'R2' }, 'error'))).toEqual(['error']);
  });
  test('a level that the run set for a rule beats the rule’s own, and the result’s beats both', () => {
    const overrides = (level: string) => ({ descriptor: { id: 'R2' }, configuration: { level } });
    const found = sarif([{ ruleId: 'R2' }, { ruleId: 'R2', level: 'note', locations: at('x') }], {
      invocations: [
        { ruleConfigurationOverrides: [overrides('note')] },
        { ruleConfigurationOverrides: [overrides('error'), overrides('warning')] },
      ],
    });
    expect(found.findings.map(({ severity }) => severity).sort()).toEqual(['error', 'note']);
  });
  test('a level that nobody knows is an error', () => {
    for (const level of ['Error', 'fatal', 'constructor', '__proto__'])
      expect(sarif([{ ruleId: 'R1', level }]).findings.map(({ severity }) => severity)).toEqual(['error']);
  });
  test('what is gone since an earlier run is no result of this one; an error is none that passed', () => {
    expect(sarif([{ ruleId: 'R1', level: 'error', baselineState: 'absent' }]).findings).toEqual([]);
    expect(sarif([{ ruleId: 'R1', level: 'error', baselineState: 'unchanged' }]).findings).toHaveLength(1);
    expect(sarif([{ ruleId: 'R1', level: 'error', kind: 'pass' }]).findings).toHaveLength(1);
  });
  test('results that are no objects are refused', () => {
    expect(codeOf(() => sarif(['a failure']))).toBe('report-malformed/3');
  });
  test('what the tool suppressed counts', () => {
    expect(
      sarif([{ ruleId: 'R1', message: { text: 'm' }, suppressions: [{ kind: 'inSource' }] }]).findings,
    ).toHaveLength(1);
  });
  test('fingerprints hold neither lines, wording nor order, but the tool’s own identity', () => {
    const hit = (text: string, line: number, partialFingerprints?: object) => ({
      ruleId: 'R1',
      message: { text },
      locations: at('a', line),
      ...(partialFingerprints ? { partialFingerprints } : {}),
    });
    expect(prints(sarif([hit('x', 1)]))).toEqual(prints(sarif([hit('y', 9)])));
    expect(prints(sarif([hit('x', 1, { hash: '1' }), hit('x', 2, { hash: '2' })]))).toEqual(
      prints(sarif([hit('x', 7, { hash: '2' }), hit('x', 8, { hash: '1' })])),
    );
    expect(prints(sarif([hit('x', 1, { hash: '1' })]))).not.toEqual(prints(sarif([hit('x', 1, { hash: '2' })])));
  });
  test.each([
    ['toolExecutionNotifications', { level: 'error', descriptor: { id: 'E1' } }, ['E1: no message']],
    ['toolConfigurationNotifications', { level: 'error', message: { text: 'no rules' } }, ['no rules']],
    ['toolExecutionNotifications', { level: 'fatal', message: { text: 'm' } }, ['m']],
    ['toolExecutionNotifications', { level: 'warning', message: { text: 'm' } }, []],
    ['toolExecutionNotifications', { message: { text: 'm' } }, []],
  ])('%s of %j say that results are incomplete, or do not', (member, notification, said) => {
    const { findings, failure } = sarif([], { invocations: [{ executionSuccessful: true, [member]: [notification] }] });
    expect(failure).toBeUndefined();
    expect(findings.map(({ ruleId, severity, message }) => [ruleId, severity, message])).toEqual(
      said.map((one) => ['sarif/incomplete', 'error', `t says that its results are incomplete: ${one}`]),
    );
  });

  test('a run that did not succeed, or has no results, did not look', () => {
    expect(sarif([], { invocations: [{ executionSuccessful: false }] }).failure).toContain('did not succeed');
    const elsewhere = { externalPropertyFileReferences: { results: [{ location: { uri: 'more.json' } }] } };
    expect(sarif([], elsewhere).failure).toContain('keeps a part of itself elsewhere');
    expect(sarif([], { externalPropertyFileReferences: {} }).failure).toBeUndefined();
    const run = { tool: { driver: { name: 't' } }, results: [] };
    const inline = { version: '2.1.0', runs: [run], inlineExternalProperties: [{ results: [] }] };
    expect(json('sarif', inline).failure).toContain('keeps a part of itself elsewhere');
    expect(json('sarif', { version: '2.1.0', runs: [{ tool: { driver: { name: 't' } } }] }).failure).toContain(
      'did not look',
    );
    expect(sarif([]).failure).toBeUndefined();
  });
  test.each([
    { executionSuccessful: 'false' },
    { exitSignalName: 'SIGKILL' },
    { executionSuccessful: true, exitSignalNumber: 9 },
    { processStartFailureMessage: 'no such file' },
  ])('a run of which an invocation says %j did not succeed', (invocation) => {
    expect(sarif([], { invocations: [invocation] }).failure).toContain('did not succeed');
  });
  test('a byte order mark before a report is passed over, as before one in XML', () => {
    const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 't' } }, results: [] }] };
    expect(IMPORTERS.sarif(Buffer.from(`\ufeff${JSON.stringify(log)}`), 'r')).toMatchObject({ checks: 1 });
    expect(IMPORTERS.junit(Buffer.from('\ufeff<testsuite><testcase name="a"/></testsuite>'), 'r')).toMatchObject({
      checks: 1,
    });
  });
  test('another version is refused', () => {
    expect(codeOf(() => json('sarif', { version: '2.0.0', runs: [] }))).toBe('report-malformed/3');
  });
});

describe('crypta', () => {
  const items = (...evidence: object[]): string[] =>
    json('crypta', { evidence })
      .findings.map(({ legacyCode, severity }) => `${legacyCode} ${severity}`)
      .sort();
  test('words are read as crypta reads them, and what nobody knows is missing', () => {
    expect(
      items(
        { id: 'a', status: 'collected' },
        { id: 'b', status: 'warning' },
        { id: 'c', status: 'skip' },
        { id: 'd', status: 'excellent', requiredForReleaseCandidate: false },
        { id: 'e', status: 'failed', requiredForReleaseCandidate: false },
        { id: 'f' },
      ),
    ).toEqual(['b warning', 'c error', 'd warning', 'e error', 'f error']);
  });
  test('a waiver of crypta lets nothing pass', () => {
    expect(items({ id: 'a', status: 'warn', details: { waived: true } })).toEqual(['a error']);
    expect(items({ id: 'a', status: 'pass', details: { waived: 'true' } })).toEqual(['a error']);
    expect(items({ id: 'a', status: 'pass', details: { waived: false } })).toEqual([]);
  });
  test.each<[string, object, string[]]>([
    ['a gate', { ecosystemGates: [{ id: 'g', status: 'fail', releaseBlocker: true }] }, ['g is fail']],
    [
      'a gate that does not block',
      { ecosystemGates: [{ id: 'g', status: 'skip', releaseBlocker: false }] },
      ['g is skip'],
    ],
    [
      'a gate that was waived',
      { ecosystemGates: [{ id: 'g', status: 'warn', details: { waived: true } }] },
      ['g is warn, waived in crypta'],
    ],
    ['a gate that passes', { ecosystemGates: [{ id: 'g', status: 'pass', releaseBlocker: true }] }, []],
    ['its status', { status: 'fail', promotionDecision: 'FAIL' }, ['promotionDecision is no', 'status is no']],
    ['its history', { historyComparison: { status: 'fail' } }, ['historyComparison.status is no']],
    [
      'its decision, in the newer form',
      { result: { status: 'fail', decision: 'no-go' } },
      ['result.decision is no', 'result.status is no'],
    ],
    [
      'a blocker, in the newer form',
      { issues: { blockers: [{ id: 'b' }], warnings: [] } },
      ['b is named as a blocker'],
    ],
    [
      'a blocker in words',
      { issues: { blockers: ['the store is down'] } },
      ['the store is down is named as a blocker'],
    ],
    ['nothing', { status: 'pass', promotionDecision: 'PASS WITH WARNINGS', result: { status: 'warn' } }, []],
  ])('%s says no, whatever its items say', (_, more, expected) => {
    const { findings } = json('crypta', { evidence: [{ id: 'a', status: 'pass' }], ...more });
    expect(findings.map(({ message }) => message).sort()).toEqual(expected);
  });
  test('its redaction that failed fails ours', () => {
    for (const redaction of [{ status: 'fail' }, { status: 'FAIL' }, { status: 'pass', findingCount: 1 }])
      expect(json('crypta', { evidence: [], redaction }).leaks).toBe(true);
  });
});

describe('our own reports', () => {
  const report = (name: string): Uint8Array =>
    readFileSync(fileURLToPath(new URL(`../../../reports/${name}`, import.meta.url)));
  test('are read, and a waived finding stays one that blocks', () => {
    expect(IMPORTERS.junit(report('certification.junit.xml'), 'r').checks).toBeGreaterThan(0);
    expect(
      IMPORTERS.ctrf(report('certification.ctrf.json'), 'r').findings.some(({ severity }) => severity === 'error'),
    ).toBe(true);
    expect(
      IMPORTERS.sarif(report('certification.sarif'), 'r').findings.some(({ severity }) => severity === 'error'),
    ).toBe(true);
  });
});
