import type { Certification } from '../formats/generated/certification.ts';
import { jsonText } from '../model/printable-json.ts';
import { type TestCase, testCases } from './test-cases.ts';
import { uuidOf } from './uuid5.ts';

const STATUS = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  waived: 'other',
  accepted: 'other',
  skipped: 'skipped',
} as const;
type Status = (typeof STATUS)[TestCase['result']];

/** Common Test Report Format (ctrf.io), a test per unit; what is waived or accepted is `other` with that raw status. */
export function renderCtrf(certification: Certification): string {
  const { tool, now, platform, release, mode, decision, candidate, policy, plan, acceptedFindings } = certification;
  const tests = testCases(certification);
  const instant = Date.parse(now);
  return jsonText({
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    reportId: uuidOf('certification', `${platform}/${release}/${mode}/${candidate.digest}/${now}`),
    timestamp: now,
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool: { name: tool.name, version: tool.version, extra: { ruleSetDigest: tool.ruleSetDigest } },
      summary: { ...counts(tests), start: instant, stop: instant },
      tests: tests.map(testOf),
      environment: { appName: platform, appVersion: release, testEnvironment: mode, healthy: decision !== 'no-go' },
    },
    extra: {
      decision,
      candidateDigest: candidate.digest,
      policyDigest: policy.digest,
      planDigest: plan.digest,
      ...(acceptedFindings ? { acceptedFindings } : {}),
    },
  });
}

function counts(tests: readonly TestCase[]): Record<string, number> {
  const count = (status: Status): number => tests.filter(({ result }) => STATUS[result] === status).length;
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: count('other'),
    flaky: tests.filter(({ unit }) => unit?.unit.flaky).length,
    suites: new Set(tests.map(({ suite }) => suite)).size,
  };
}

function testOf(test: TestCase): Record<string, unknown> {
  const { suite, name, result, state, message, findings, unit, waiver, waivedBy } = test;
  const [first] = findings;
  return {
    id: uuidOf('unit', name),
    name,
    status: STATUS[result],
    duration: 0,
    suite: [suite],
    ...(message === '' ? {} : { message }),
    rawStatus: result === 'waived' || result === 'accepted' ? result : state,
    ...(first === undefined ? {} : { filePath: first.location.path }),
    ...(first?.location.line === undefined ? {} : { line: first.location.line }),
    ...(unit?.unit.flaky ? { flaky: true } : {}),
    ...(unit === undefined ? {} : { labels: labels(unit) }),
    extra: { findings, ...(waivedBy === undefined ? {} : { waiver: waiver ?? { id: waivedBy } }) },
  };
}

function labels({ requirement, unit }: NonNullable<TestCase['unit']>): Record<string, string> {
  return { requirement: requirement.id, level: requirement.level, outcome: unit.outcome, owner: requirement.owner };
}
