import { describe, expect, it } from 'vitest';
import type { ApiMetadata } from '../manifest/model.ts';
import type { Severity } from '../model/finding.ts';
import { type CompatStatus, compatStatus } from './compat-status.ts';

const declared = (minimumVersion?: number, maximumTestedVersion?: number): ApiMetadata => ({
  ...(minimumVersion === undefined ? {} : { minimumVersion }),
  ...(maximumTestedVersion === undefined ? {} : { maximumTestedVersion }),
  optionalCapabilities: [],
  experimentalCapabilitiesAccepted: false,
  declared: true,
});
const NOTHING: ApiMetadata = { ...declared(), declared: false };

const found = (ruleId: string, severity: Severity) => ({ ruleId, severity });
const baseline = found('compat/target-baseline-unknown', 'error');
const range = found('compat/minimum-version-above-target', 'error');
const error = found('manifest/invalid-value', 'error');
const warning = found('compat/deprecated-capability', 'warning');

describe('compatStatus on contract v4', () => {
  // Each line beats all lines below it, so it is shown together with as many of their causes as can be true at once.
  it.each<[CompatStatus, ApiMetadata, ReturnType<typeof found>[]]>([
    ['unsupported-baseline', declared(5, 3), [range, error, baseline]],
    ['below_minimum', declared(5, 3), [range, error]],
    ['below_minimum', declared(5), [range]],
    ['incompatible', declared(4, 3), [error, warning]],
    ['incompatible', NOTHING, [error]],
    ['unknown', NOTHING, [warning]],
    ['unknown', NOTHING, []],
    ['newer_than_tested', declared(1, 3), [warning]],
    ['compatible', declared(4, 4), [warning]],
    ['compatible', declared(1, 9), []],
    ['compatible', declared(), []],
  ])('is %s', (status, api, findings) => {
    expect(compatStatus(api, 4, findings)).toBe(status);
  });

  it.each<Severity>(['note', 'warning', 'error'])(
    'never takes what waits for a build for compatible (%s)',
    (severity) => {
      const unfilled = found('manifest/unfilled-placeholder', severity);
      const waiting: ApiMetadata = { ...declared(4, 4), waits: true };
      expect(compatStatus(waiting, 4, [unfilled])).toBe('unknown');
      expect(compatStatus(waiting, 4, [unfilled, error])).toBe('incompatible');
    },
  );

  it('refuses an unfilled placeholder elsewhere, where it is an error', () => {
    expect(compatStatus(declared(4, 4), 4, [found('manifest/unfilled-placeholder', 'error')])).toBe('incompatible');
  });

  it('takes a warning about the baseline for no reason to refuse it', () => {
    expect(compatStatus(declared(), 4, [found('compat/target-baseline-deprecated', 'warning')])).toBe('compatible');
  });
});
