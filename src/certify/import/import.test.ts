import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../testing/code-of.ts';
import type { ForeignResult } from './foreign.ts';
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
    expect(prints(junit(failed('a', 'x') + failed('a', 'x')))).not.toContain(one);
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
  test('a run that did not succeed, or has no results, did not look', () => {
    expect(sarif([], { invocations: [{ executionSuccessful: false }] }).failure).toContain('did not succeed');
    expect(json('sarif', { version: '2.1.0', runs: [{ tool: { driver: { name: 't' } } }] }).failure).toContain(
      'did not look',
    );
    expect(sarif([]).failure).toBeUndefined();
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
  });
  test('its redaction that failed fails ours', () => {
    expect(json('crypta', { evidence: [], redaction: { status: 'fail' } }).leaks).toBe(true);
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
