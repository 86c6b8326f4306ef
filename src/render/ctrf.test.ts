import { isValid, validate } from 'ctrf';
import { describe, expect, test } from 'vitest';
import { certification, FAILED, WAIVED } from '../../testing/certification-fixture.ts';
import { renderCtrf } from './ctrf.ts';

describe('ctrf', () => {
  const report: unknown = JSON.parse(renderCtrf(certification()));

  test('passes the schema of ctrf', () => {
    expect(validate(report)).toMatchObject({ valid: true });
    expect(isValid({ ...Object(report), unknown: 1 })).toBe(false);
  });

  test('counts the units, and calls what is waived by name', () => {
    expect(report).toMatchObject({
      results: {
        // 2031-05-10T12:00:00Z by `date -u -d … +%s`.
        summary: { tests: 4, passed: 2, failed: 1, skipped: 0, pending: 0, other: 1, suites: 2, start: 1936180800000 },
        tests: [
          { name: 'compat#late', status: 'failed', rawStatus: 'fail', line: 9, message: FAILED.message },
          {
            name: 'compat#old',
            status: 'other',
            rawStatus: 'waived',
            extra: { findings: [WAIVED], waiver: { id: 'WVR-2031-0001', state: 'valid' } },
          },
          { name: 'compat#good', status: 'passed', rawStatus: 'pass', labels: { requirement: 'compat' } },
          { name: 'outside of any requirement', status: 'passed' },
        ],
        environment: { appName: 'small', appVersion: '2031.5', healthy: false },
      },
    });
  });
});
