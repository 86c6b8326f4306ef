import { parseXml, type XmlElement } from '../../formats/parse-xml.ts';
import { inputError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';

/**
 * A JUnit report: a test that failed or broke is an error; one that was skipped was not looked at. Its tests are counted,
 * whatever a suite says of itself; only that it counts failures which it does not show is believed.
 * @throws AssayError those of parseXml; report-malformed (input) where the root is no suite, a count is no number, or a test
 * or a failure stands where nobody looks for one
 */
export function importJunit(bytes: Uint8Array, path: string): ForeignResult {
  const root = parseXml(bytes, path);
  if (root.name !== 'testsuites' && root.name !== 'testsuite')
    throw malformed(path, `its root is <${root.name}>`, 'expected <testsuites> or <testsuite>');
  refuseMisplaced(root, path);
  const cases = casesOf(root, []);
  const skipped = cases.filter(({ element }) => isSkipped(element)).length;
  return {
    checks: cases.length - skipped,
    skipped,
    findings: foreignFindings([
      ...cases.flatMap(({ element, suites }) => hitOf(element, suites, path)),
      ...brokenSuites(root, path),
      ...hiddenFailures(root, path).hits,
    ]),
  };
}

interface Case {
  readonly element: XmlElement;
  readonly suites: readonly string[];
}

function casesOf(element: XmlElement, suites: readonly string[]): Case[] {
  return element.children.flatMap((child): Case[] => {
    if (child.name === 'testcase') return [{ element: child, suites }];
    return child.name === 'testsuite' ? casesOf(child, [...suites, child.attributes.name ?? '']) : [];
  });
}

function hitOf(element: XmlElement, suites: readonly string[], path: string): ForeignHit[] {
  if (!isFailed(element)) return [];
  const { name = '', classname = '' } = element.attributes;
  const title = [classname, name].filter((part) => part !== '').join(' ');
  return [
    {
      ruleId: 'junit/test-failed',
      severity: 'error',
      message: `the test ${title === '' ? 'without a name' : title} failed`,
      path,
      key: [...suites, classname, name],
    },
  ];
}

/** What some tools write into `status` or `result` of a test, instead of an element or beside it. */
const FAILED = new Set(
  `fail failed failing failure error errored errors broken crash crashed regression timeout timedout aborted killed
  interrupted cancelled canceled inconclusive invalid notrunnable unstable nok notok`.split(/\s+/),
);
const SKIPPED = new Set(['skip', 'skipped', 'notrun', 'notexecuted', 'disabled', 'ignored', 'pending', 'suppressed']);

function isFailed(test: XmlElement): boolean {
  return failures(test).length > 0 || says(test, FAILED);
}

function isSkipped(test: XmlElement): boolean {
  return test.children.some(({ name }) => name === 'skipped') || (says(test, SKIPPED) && !isFailed(test));
}

function says({ attributes: { status = '', result = '' } }: XmlElement, words: ReadonlySet<string>): boolean {
  return [status, result].some((one) => words.has(one.toLowerCase().replace(/[^a-z]/g, '')));
}

function failures({ children }: XmlElement): XmlElement[] {
  return children.filter(({ name }) => name === 'failure' || name === 'error');
}

/** Suites that say they had errors of their own, as a set-up that threw. */
function brokenSuites(element: XmlElement, path: string): ForeignHit[] {
  const inner = suitesOf(element).flatMap((suite) => brokenSuites(suite, path));
  const { name = '' } = element.attributes;
  const message = `the suite ${name} broke outside of its tests`;
  const own: ForeignHit = { ruleId: 'junit/suite-broken', severity: 'error', message, path, key: [name] };
  return failures(element).length > 0 ? [own, ...inner] : inner;
}

/** Suites that count more failures than they show: a report that lost some must not pass for one without. */
function hiddenFailures(suite: XmlElement, path: string): { shown: number; hidden: number; hits: ForeignHit[] } {
  const inner = suitesOf(suite).map((one) => hiddenFailures(one, path));
  const tests = suite.children.filter(({ name }) => name === 'testcase');
  const own = tests.map((test) => Math.max(failures(test).length, isFailed(test) ? 1 : 0));
  const shown = sum([failures(suite).length, ...own, ...inner.map((one) => one.shown)]);
  const { name = '', failures: failed = '', errors = '' } = suite.attributes;
  const below = sum(inner.map((one) => one.hidden));
  const hidden = Math.max(0, count(failed, path) + count(errors, path) - shown - below);
  const message = `the suite ${name} counts ${hidden} failures that it does not show`;
  const hit: ForeignHit = { ruleId: 'junit/suite-broken', severity: 'error', message, path, key: [name, hidden] };
  const hits = inner.flatMap((one) => one.hits);
  return { shown, hidden: hidden + below, hits: hidden > 0 ? [hit, ...hits] : hits };
}

function suitesOf({ children }: XmlElement): XmlElement[] {
  return children.filter(({ name }) => name === 'testsuite');
}

/** A count that nobody can read might be any. @throws AssayError report-malformed (input) */
function count(text: string, path: string): number {
  if (text.trim() === '') return 0;
  if (!/^\s*[+-]?\d+(?:\.0*)?\s*$/.test(text))
    throw malformed(path, `it counts ${quote(text)} failures`, 'have its tool write the report again');
  return Math.min(Math.max(0, Number(text)), Number.MAX_SAFE_INTEGER);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** What may hold a test, a failure or a suite; the whole stands in nothing, as where reports were put into one another. */
const PLACES: ReadonlyMap<string, readonly string[]> = new Map([
  ['testsuites', []],
  ['testsuite', ['testsuites', 'testsuite']],
  ['testcase', ['testsuites', 'testsuite']],
  ['failure', ['testsuites', 'testsuite', 'testcase']],
  ['error', ['testsuites', 'testsuite', 'testcase']],
]);

/** A test or a failure under another element, prefix or spelling would be passed over, and the rest would pass. */
function refuseMisplaced(parent: XmlElement, path: string): void {
  for (const child of parent.children) {
    const local = child.name.slice(child.name.indexOf(':') + 1).toLowerCase();
    const places = PLACES.get(local);
    if (places && !(child.name === local && places.includes(parent.name)))
      throw malformed(path, `it has <${child.name}> in <${parent.name}>`, 'have its tool write the report again');
    refuseMisplaced(child, path);
  }
}

function malformed(path: string, what: string, hint: string): Error {
  return inputError('report-malformed', `${path} is no junit report: ${what}`, hint, { path });
}
