import { describe, expect, test } from 'vitest';
import { certification, FAILED } from '../../testing/certification-fixture.ts';
import { junitFaults, parseXml } from '../../testing/report-validators.ts';
import type { Certification, CertifiedUnit } from '../formats/generated/certification.ts';
import { renderJunit } from './junit.ts';

/** The fixture with one unit in this state and with this outcome, and without findings of its own. */
function withUnit(changes: Partial<CertifiedUnit>): Certification {
  const base = certification();
  const [requirement] = base.requirements;
  const [unit] = requirement?.units ?? [];
  if (requirement === undefined || unit === undefined) throw new Error('the fixture has a unit');
  return certification({ requirements: [{ ...requirement, units: [{ ...unit, ...changes }] }], findings: [] });
}

describe('junit', () => {
  const xml = renderJunit(certification());

  test('passes the schema of the xunit plugin', async () => {
    expect(await junitFaults(xml)).toEqual([]);
  });

  test('the schema would refuse another shape', async () => {
    expect(await junitFaults(xml.replace('<testcase ', '<testcase unit="x" '))).not.toEqual([]);
  });

  test('has a suite for each domain, a case for each unit', () => {
    expect(parseXml(xml)).toMatchObject({
      testsuites: {
        '@name': 'small 2031.5: no-go',
        '@tests': '4',
        '@failures': '1',
        '@errors': '0',
        testsuite: [
          {
            '@name': 'apps',
            '@tests': '3',
            '@failures': '1',
            '@skipped': '1',
            '@timestamp': '2031-05-10T12:00:00Z',
            testcase: [
              {
                '@classname': 'assay.apps',
                '@name': 'compat#late',
                '@time': '0.000',
                failure: { '@type': FAILED.ruleId, '@message': FAILED.message },
              },
              {
                '@name': 'compat#old',
                skipped: {
                  '@message': 'WAIVED WVR-2031-0001 until 2031-05-20T00:00:00Z: the next release of the app has it',
                },
              },
              { '@name': 'compat#good' },
            ],
          },
          { '@name': 'certification', testcase: [{ '@name': 'outside of any requirement' }] },
        ],
      },
    });
  });

  test('a waived unit is a failure where that is asked for, under the name of its waiver', async () => {
    const text = renderJunit(certification(), 'failure');
    expect(await junitFaults(text)).toEqual([]);
    expect(text).not.toContain('<skipped type="waived"');
    expect(text).toContain('<failure type="waived" message="WAIVED WVR-2031-0001 until ');
    const failures = (xml: string): number => Number(/failures="(\d+)"/.exec(xml)?.[1]);
    expect(failures(text)).toBe(failures(renderJunit(certification())) + 1);
  });

  test.each<[Partial<CertifiedUnit>, string, string]>([
    [{ state: 'pass', outcome: 'pass' }, '0 0 0', ''],
    [{ state: 'warn', outcome: 'block' }, '1 0 0', '<failure type="warn"'],
    [{ state: 'missing', outcome: 'block' }, '0 1 0', '<error type="missing" message="missing"'],
    [{ state: 'error', outcome: 'block', reason: 'no java' }, '0 1 0', '<error type="error" message="error: no java"'],
    [{ state: 'malformed', outcome: 'block' }, '0 1 0', '<error type="malformed"'],
    [{ state: 'missing', outcome: 'waived', waivedBy: 'W' }, '0 0 1', '<skipped type="waived" message="WAIVED W"'],
    [{ state: 'missing', outcome: 'warn' }, '0 0 1', '<skipped type="missing"'],
    [{ state: 'skip', outcome: 'info', reason: 'no app' }, '0 0 1', '<skipped type="skip" message="skip: no app"'],
    [{ state: 'fail', outcome: 'warn' }, '0 0 0', ''],
  ])('%j', async (changes, counts, element) => {
    const text = renderJunit(withUnit(changes));
    expect(await junitFaults(text)).toEqual([]);
    const [failures, errors, skipped] = counts.split(' ');
    expect(text).toContain(`tests="1" failures="${failures}" errors="${errors}" skipped="${skipped}"`);
    expect(text).toContain(element);
    expect(text.match(/<(?:failure|error|skipped) /g)?.length ?? 0).toBe(element === '' ? 0 : 1);
  });

  test('a no-go that is no unit is still a failure', () => {
    const { unit: _, ...outside } = FAILED;
    const text = renderJunit(certification({ requirements: [], waivers: [], findings: [outside] }));
    expect(text).toContain('failures="1"');
    expect(text).toContain('name="outside of any requirement"');
  });

  test('a requirement that the mode does not ask for is skipped', () => {
    const [one] = certification().requirements;
    if (one === undefined) throw new Error('the fixture has a requirement');
    const off: typeof one = { ...one, level: 'off', state: 'off', outcome: 'off', units: [] };
    expect(renderJunit(certification({ requirements: [off] }))).toContain(
      '<skipped type="off" message="not asked for in release-candidate">',
    );
  });
});
