// Accepted findings stay visible: in every report, in the signed statements, and in what is verified years later.
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { attest, believe, PEOPLE, trust } from '../../../testing/attest-small.ts';
import { run, space, withScan } from '../../../testing/certify-small.ts';
import { exampleSigner } from '../../../testing/example-keys.ts';
import { accepted, finding, unitOf } from '../../../testing/gate-fixtures.ts';
import { smallPolicy, writeJson } from '../../../testing/small-platform.ts';
import { acceptedStatement } from '../../attest/accepted-statement.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { digestJson } from '../../model/digest.ts';
import { REPORT_FORMATS } from '../../model/report-formats.ts';
import { renderJunit } from '../../render/junit.ts';
import { reportsOf } from '../../render/registry.ts';
import { signStatement } from '../../trust/statement/sign-statement.ts';
import { certificationFault } from '../certification-fault.ts';
import { verification } from '../verification.ts';

const FINDINGS = [finding('a'), finding('b')];

/** The small platform whose scan fails with two findings that two lists accept; the second gave one up that is gone. */
async function certified(): Promise<{ certification: Certification; bundle: string }> {
  writeJson(space(), 'trust.json', trust(PEOPLE));
  writeJson(space(), 'policy.json', { ...smallPolicy(), knobs: { acceptedFindings: { maxDays: 90 } } });
  const first = accepted('scan', ['a'], { units: [unitOf('security.scan', ['a', 'b', 'gone'])] }).list;
  const next = { ...first, sequence: 2, previous: digestJson(first), units: [unitOf('security.scan', ['a', 'b'])] };
  const [one, two] = [
    signStatement(acceptedStatement(first), ['rita', 'otto'].map(exampleSigner)),
    signStatement(acceptedStatement(next), [exampleSigner('rita')]),
  ];
  space().write('accepted.jsonl', `${one}${two}`);
  const counts = { checks: 3, errors: 2, warnings: 0, notes: 0 };
  await withScan({ status: 'fail', findings: FINDINGS, counts });
  return attest({}, { acceptedFindings: 'accepted.jsonl' });
}

test('every report names each accepted finding, as what it is', async () => {
  const { certification } = await certified();
  expect(certification.decision).toBe('go-with-waivers');
  const reports = reportsOf(certification);
  const text = (format: string): string => reports[format]?.() ?? '';
  const loud = REPORT_FORMATS.filter((format) => format !== 'sarif-github');
  for (const format of loud)
    for (const { message } of FINDINGS) {
      expect(text(format), format).toContain(message);
      expect(text(format).toLowerCase(), format).toContain('accepted');
    }
  expect(text('text')).toContain('2 of 2 accepted');
  expect(text('md')).toContain('## Accepted until 2031-07-01T00:00:00Z');

  const [run] = JSON.parse(text('sarif')).runs;
  const results = run.results.filter(({ suppressions = [] }) => suppressions.length > 0);
  expect(
    results.map(({ message, level }: { message: { text: string }; level: string }) => [message.text, level]),
  ).toEqual([
    ['finding a', 'error'],
    ['finding b', 'error'],
  ]);
  expect(results[0].suppressions).toMatchObject([
    { kind: 'external', status: 'accepted', properties: { sequence: 2, expiresAt: '2031-07-01T00:00:00Z' } },
  ]);
  // GitHub takes what is suppressed for open, so there it is a notification alone.
  const [github] = JSON.parse(text('sarif-github')).runs;
  expect(github.results).toEqual([]);
  expect(JSON.stringify(github.invocations)).toContain('2 findings of security.scan accepted until');

  const xml = new XMLParser({ ignoreAttributes: false }).parse(text('junit'));
  expect(JSON.stringify(xml)).toContain('"@_type":"accepted"');
  const failing = new XMLParser({ ignoreAttributes: false }).parse(renderJunit(certification, 'failure'));
  expect(JSON.stringify(failing.testsuites)).toContain('"failure":{"#text"');
  const ctrf = JSON.parse(text('ctrf')).results.tests.find(({ name }: { name: string }) => name === 'security.scan');
  expect([ctrf.status, ctrf.rawStatus]).toEqual(['other', 'accepted']);
  const rows: Record<string, string>[] = parse(text('waivers-csv'), { columns: true });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    waiver: 'accepted findings 2',
    state: 'valid',
    'in use': 'yes',
    'lets pass': 'security.scan',
    'expires at': '2031-07-01T00:00:00Z',
    'approved by': 'mailto:otto@example.org (risk-owner) | mailto:rita@example.org (release-manager)',
  });
  expect(text('github')).toContain('title=test/finding of security.scan%2C accepted::finding a');
});

test('the signed statements say it, and it is decided again from them', async () => {
  const { certification, bundle } = await certified();
  const predicates = bundle
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(Buffer.from(JSON.parse(line).payload, 'base64').toString()));
  const summary = predicates.find(({ predicateType }) => predicateType.includes('verification_summary')).predicate;
  expect(summary.verifiedLevels).toEqual(['ASSAY_RELEASE_CANDIDATE_GO_WITH_WAIVERS']);
  expect(summary['https://assay.dev/ns/acceptedFindings']).toMatchObject({ sequence: 2, findings: 2 });
  expect(summary['https://assay.dev/ns/validUntil']).toBe('2031-07-01T00:00:00Z');
  const tests = predicates.find(({ predicateType }) => predicateType.includes('test-result')).predicate;
  expect([tests.result, tests.failedTests]).toEqual(['FAILED', ['security.scan']]);

  const believed = believe(bundle);
  expect(JSON.stringify(believed.certification)).toBe(JSON.stringify(certification));
  const [subject] = certification.candidate.artifacts;
  if (!subject?.digest) throw new Error('there is an artifact');
  const question = {
    path: 'bundle.jsonl',
    artifact: { path: subject.name, digests: [subject.digest] as const },
    policy: { path: 'policy.json', digest: certification.policy.digest },
  };
  const at = (instant: string) => verification(believe(bundle, instant), { ...question, at: instant });
  expect(at('2031-06-30T23:59:59Z').result).toBe('verified');
  const ended = at('2031-07-01T00:00:00Z');
  expect([ended.result, ended.refusals[0]?.reason]).toEqual(['refused', 'expired']);
});

test('a bundle whose list was taken out or changed is refused', async () => {
  const { bundle } = await certified();
  const lines = bundle.trimEnd().split('\n');
  expect(() => believe(`${lines.slice(0, -1).join('\n')}\n`)).toThrow(/not whole/);
  expect(() => believe(`${[...lines.slice(0, -2), lines.at(-1), lines.at(-2)].join('\n')}\n`)).toThrow(
    /lacks the signed file/,
  );
  // Who signed the list is nobody any more.
  const { otto: _, ...others } = PEOPLE;
  expect(() => believe(bundle, undefined, trust(others))).toThrow(/not what its own record gives/);
});

test('the next certification goes on with the same lists, with none, or blocks', async () => {
  const { certification } = await certified();
  const list = certification.acceptedFindings;
  if (list === undefined) throw new Error('there is a list');
  const before = (changes: object, summary = {}): { previous: { file: string; shown: string } } => {
    writeJson(space(), 'before.json', { ...certification, acceptedFindings: { ...list, ...changes }, ...summary });
    return { previous: { file: `${space().path}/before.json`, shown: 'before.json' } };
  };
  const blockers = async (previous: ReturnType<typeof before>, path?: string): Promise<string[]> =>
    (await run(previous, path === undefined ? {} : { acceptedFindings: path })).findings
      .filter(({ blocks, unit }) => blocks && unit === undefined)
      .map(({ ruleId }) => ruleId);
  expect(await blockers(before({}), 'accepted.jsonl')).toEqual([]);
  expect(await blockers(before({}))).toEqual([]);
  for (const other of [{ digest: digestJson('another') }, { sequence: 3 }])
    expect(await blockers(before(other), 'accepted.jsonl')).toEqual(['previous/accepted-replaced']);
});

test('a certification that says more is accepted than it shows contradicts itself', async () => {
  const { certification } = await certified();
  expect(certificationFault(certification)).toBeUndefined();
  const { acceptedFindings: _, ...without } = certification;
  expect(certificationFault(without)?.reason).toContain('holds no list that is valid');
  const { acceptedFindings: list } = certification;
  if (list === undefined) throw new Error('there is a list');
  const ended = { ...list, expiresAt: certification.now };
  expect(certificationFault({ ...certification, acceptedFindings: ended })?.reason).toContain('does not hold');
  const findings = certification.findings.filter(({ message }) => message !== 'finding b');
  expect(certificationFault({ ...certification, findings })?.reason).toContain('are accepted, and holds 1');
});
