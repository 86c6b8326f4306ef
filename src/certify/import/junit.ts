import { parseXml, type XmlElement } from '../../formats/parse-xml.ts';
import { inputError } from '../../model/errors.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';

/**
 * A JUnit report: a test that failed or broke is an error; one that was skipped was not looked at. What the counters of
 * a suite say is not believed: its tests are counted.
 * @throws AssayError those of parseXml; report-malformed (input) where the root is no suite
 */
export function importJunit(bytes: Uint8Array, path: string): ForeignResult {
  const root = parseXml(bytes, path);
  if (root.name !== 'testsuites' && root.name !== 'testsuite')
    throw inputError(
      'report-malformed',
      `${path} is no junit report: its root is <${root.name}>`,
      'expected <testsuites> or <testsuite>',
      { path },
    );
  const cases = casesOf(root, []);
  const hits = cases.flatMap(({ element, suites }) => hitOf(element, suites, path));
  const broken = brokenSuites(root);
  const skipped = cases.filter(({ element }) => hasChild(element, ['skipped'])).length;
  return {
    checks: cases.length - skipped,
    skipped,
    findings: foreignFindings([
      ...hits,
      ...broken.map(
        (name): ForeignHit => ({
          ruleId: 'junit/suite-broken',
          severity: 'error',
          message: `the suite ${name} broke outside of its tests`,
          path,
          key: [name],
        }),
      ),
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
  if (!hasChild(element, ['failure', 'error'])) return [];
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

/** Suites that say they had errors of their own, as a set-up that threw. */
function brokenSuites(element: XmlElement): string[] {
  const inner = element.children.filter(({ name }) => name === 'testsuite').flatMap(brokenSuites);
  const own = element.name !== 'testcase' && hasChild(element, ['error', 'failure']);
  return own ? [element.attributes.name ?? '', ...inner] : inner;
}

function hasChild({ children }: XmlElement, names: readonly string[]): boolean {
  return children.some(({ name }) => names.includes(name));
}
