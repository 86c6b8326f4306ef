import type { Certification } from '../formats/generated/certification.ts';
import { groupBy } from '../model/group-by.ts';
import { findingText, type TestCase, testCases } from './test-cases.ts';
import { xmlAttribute as attr, xmlText as text } from './xml.ts';

/** What a waived unit is. */
export type JunitWaived = 'skipped' | 'failure';

/**
 * JUnit XML in the shape that Jenkins' xunit plugin reads (junit-10.xsd): a suite per domain, a case per unit under a name
 * that is the same in every run. What is waived is skipped unless told, under the waiver's name either way, and so is what
 * is accepted.
 */
export function renderJunit(certification: Certification, waived: JunitWaived = 'skipped'): string {
  const cases = testCases(certification).map((one) => shownAs(one, waived));
  const suites = [...groupBy(cases, ({ suite }) => suite)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${attr(title(certification))}" ${counts(cases)} time="0.000">`,
    ...suites.flatMap(([name, own]) => suiteLines(certification, name, own)),
    '</testsuites>',
    '',
  ].join('\n');
}

function shownAs(one: TestCase, waived: JunitWaived): TestCase {
  return waived === 'failure' && letPass(one) ? { ...one, result: 'failed' } : one;
}

/** Somebody has let it pass, by a waiver or by the list of accepted findings. */
function letPass({ result }: TestCase): boolean {
  return result === 'waived' || result === 'accepted';
}

function title({ platform, release, decision }: Certification): string {
  return `${platform} ${release}: ${decision}`;
}

function counts(cases: readonly TestCase[]): string {
  const count = (result: TestCase['result']): number => cases.filter((one) => one.result === result).length;
  return `tests="${cases.length}" failures="${count('failed')}" errors="${count('error')}"`;
}

function suiteLines(certification: Certification, name: string, cases: readonly TestCase[]): string[] {
  const { release, mode, decision, candidate, policy, now } = certification;
  const properties = [
    ['release', release],
    ['mode', mode],
    ['decision', decision],
    ['candidateDigest', candidate.digest],
    ['policyDigest', policy.digest],
  ];
  const skipped = cases.filter((one) => one.result === 'skipped' || letPass(one)).length;
  return [
    `  <testsuite name="${attr(name)}" ${counts(cases)} skipped="${skipped}" time="0.000" timestamp="${attr(now)}">`,
    '    <properties>',
    ...properties.map(([key = '', value = '']) => `      <property name="${attr(key)}" value="${attr(value)}"/>`),
    '    </properties>',
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines(one: TestCase): string[] {
  const open = `    <testcase classname="${attr(`assay.${one.suite}`)}" name="${attr(one.name)}" time="0.000"`;
  const body = resultLine(one);
  return body === '' ? [`${open}/>`] : [`${open}>`, body, '    </testcase>'];
}

function resultLine(one: TestCase): string {
  const log = text(one.findings.map(findingText).join('\n'));
  const message = `message="${attr(one.message)}"`;
  if (one.result === 'failed') return `      <failure type="${attr(failureType(one))}" ${message}>${log}</failure>`;
  if (one.result === 'error') return `      <error type="${attr(one.state)}" ${message}>${log}</error>`;
  if (one.result === 'passed') return log === '' ? '' : `      <system-out>${log}</system-out>`;
  return `      <skipped type="${attr(letPass(one) ? one.result : one.state)}" ${message}>${log}</skipped>`;
}

function failureType({ waivedBy, findings: [first], state, unit }: TestCase): string {
  if (waivedBy !== undefined) return 'waived';
  return unit?.unit.outcome === 'accepted' ? 'accepted' : (first?.ruleId ?? state);
}
