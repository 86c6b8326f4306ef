import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { certification, FAILED, IN_USE, WAIVED } from '../../testing/certification-fixture.ts';
import { sarifFaults } from '../../testing/report-validators.ts';
import type { Certification } from '../formats/generated/certification.ts';
import { renderSarif } from './sarif.ts';
import { GITHUB_RESULTS, renderSarifGithub } from './sarif-github.ts';

function runOf(text: string) {
  const log: Log = JSON.parse(text);
  const [run] = log.runs;
  if (run === undefined) throw new Error('no run');
  return { run, results: run.results ?? [], rules: run.tool.driver.rules ?? [] };
}

const about = (results: readonly Result[], unit: string) =>
  results.filter(({ properties }) => properties?.unit === unit);

describe('sarif', () => {
  const text = renderSarif(certification());
  const { run, results, rules } = runOf(text);

  test('passes the schema with errata 01', () => {
    expect(sarifFaults(text)).toEqual([]);
  });

  test('the schema would refuse the state of the draft-07 schema', () => {
    expect(sarifFaults(text.replace('"status": "accepted"', '"state": "accepted"'))).not.toEqual([]);
  });

  test('what is waived is still an error, suppressed by name, with the waiver beside it', () => {
    const [waived, ...others] = about(results, 'compat#old');
    expect(others).toEqual([]);
    expect(waived).toMatchObject({ kind: 'fail', level: 'error', message: { text: 'too old' } });
    expect(waived?.suppressions).toMatchObject([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'WVR-2031-0001: the next release of the app has it (until 2031-05-20T00:00:00Z)',
        location: { physicalLocation: { artifactLocation: { uri: 'waivers/old.json' } } },
        properties: { waiverId: 'WVR-2031-0001', waiverDigest: IN_USE.digest, owner: IN_USE.owner },
      },
    ]);
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toEqual([waived]);
  });

  test('a blocker has its place, its fingerprints and a UUID of version 5', () => {
    const [blocker] = about(results, 'compat#late');
    expect(blocker).toMatchObject({
      ruleId: FAILED.ruleId,
      guid: '77f4cf9e-9ecf-50d5-924a-c5b7be97b391',
      partialFingerprints: { 'assayFinding/v1': FAILED.fingerprint, primaryLocationLineHash: '1111111111111111:1' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'apps/late/cryptad-app.properties', uriBaseId: 'PROJECT' },
            region: { startLine: 9, startColumn: 1 },
          },
        },
      ],
    });
    expect(blocker?.suppressions).toBeUndefined();
  });

  test('a unit without findings is a result too', () => {
    expect(results.map(({ ruleId, kind, level }) => [ruleId, kind, level])).toContainEqual([
      'requirement/compat',
      'pass',
      'none',
    ]);
  });

  test('every rule is described once, with help, in order', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(results.map(({ ruleId }) => ruleId ?? ''))].sort());
    for (const { help, shortDescription } of rules) expect([help?.text, shortDescription?.text]).not.toContain('');
  });

  test('is of this release, in UTF-16 columns, without any time', () => {
    expect(run.automationDetails?.id).toBe('assay/release-candidate/2031.5/');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations).toEqual([{ executionSuccessful: true, exitCode: 1, exitCodeDescription: 'no-go' }]);
    expect(text).not.toMatch(/TimeUtc"/);
  });

  test('a waiver that covers only a part is named where it does not help', () => {
    const vain = { ...IN_USE, id: 'WVR-9', unit: 'compat#late', used: false, state: 'finding-mismatch' } as const;
    const seen = runOf(renderSarif(certification({ waivers: [{ ...vain, explanation: 'does not list 1 of 2' }] })));
    expect(about(seen.results, 'compat#late')[0]).toMatchObject({
      properties: {
        waiversWithoutEffect: [{ id: 'WVR-9', state: 'finding-mismatch', explanation: 'does not list 1 of 2' }],
      },
    });
    expect(about(seen.results, 'compat#late')[0]?.suppressions).toBeUndefined();
  });

  test.each([
    ['insufficient-approval', 'underReview'],
    ['rejected', 'rejected'],
    ['revoked', 'rejected'],
  ] as const)('a waiver that is %s is a suppression %s of what it was asked for', (state, status) => {
    const asked = { ...IN_USE, id: 'WVR-9', unit: 'compat#late', used: false, state } as const;
    const one = certification({ waivers: [{ ...asked, explanation: 'lacks the approval of a release manager' }] });
    const [late] = about(runOf(renderSarif(one)).results, 'compat#late');
    expect(late).toMatchObject({ level: 'error', suppressions: [{ status, properties: { waiverId: 'WVR-9' } }] });
    const [shown] = about(runOf(renderSarifGithub(one)).results, 'compat#late');
    expect(shown?.level).toBe('error');
    expect(shown?.suppressions).toBeUndefined();
  });

  test('a requirement leads to its documents where they have an address', () => {
    const addressed = (docs: string): unknown => {
      const { requirements } = certification();
      const one = certification({ requirements: requirements.map((each) => ({ ...each, docs })) });
      return runOf(renderSarif(one)).rules.find(({ id }) => id === 'requirement/compat')?.helpUri;
    };
    expect(addressed('https://example.org/docs#compat')).toBe('https://example.org/docs#compat');
    for (const docs of ['docs/apps.md', 'https://exa mple.org', 'javascript:alert(1)', 'https://'])
      expect(addressed(docs), docs).toBeUndefined();
  });

  test('a guid is given once', () => {
    const twice = runOf(renderSarif(certification({ findings: [FAILED, { ...FAILED, unit: 'compat#good' }] })));
    const guids = twice.results.flatMap(({ guid }) => guid ?? []);
    expect(new Set(guids).size).toBe(guids.length);
  });
});

/** So many findings of so many rules, errors last. */
function many(count: number, rules: number): Certification {
  const findings = Array.from({ length: count }, (_, i) => ({
    ...FAILED,
    ruleId: `test/rule-${i % rules}`,
    severity: i >= count - 10 ? ('error' as const) : ('warning' as const),
    message: `${i} ${'m'.repeat(2000)}`,
  }));
  return certification({ findings });
}

describe('sarif-github', () => {
  test('has no result that a waiver accepts, and says so in a notification', () => {
    const text = renderSarifGithub(certification());
    const { run, results } = runOf(text);
    expect(sarifFaults(text)).toEqual([]);
    expect(results.map(({ properties }) => properties?.unit)).toEqual(['compat#late', 'compat#good']);
    expect(results.some(({ suppressions }) => suppressions !== undefined)).toBe(false);
    expect(run.invocations?.[0]?.toolExecutionNotifications).toEqual([
      { level: 'note', message: { text: `WVR-2031-0001 waives ${WAIVED.ruleId} of compat#old: too old` } },
    ]);
  });

  test('a unit that is waived for what nobody found is said too', () => {
    const base = certification({ findings: [] });
    expect(renderSarifGithub(base)).toContain('WVR-2031-0001 waives compat#old: fail');
  });

  test('more than GitHub shows become one result for each rule and unit', () => {
    const { results } = runOf(renderSarifGithub(many(GITHUB_RESULTS + 1, 7)));
    expect(results).toHaveLength(7);
    expect(results[0]?.message.text).toMatch(/^715 of this kind, such as: 0 m+…$/);
  });

  test('and are cut, errors first, where that does not help', () => {
    const text = renderSarifGithub(many(GITHUB_RESULTS + 5, GITHUB_RESULTS + 5));
    const { run, results } = runOf(text);
    expect(results).toHaveLength(GITHUB_RESULTS);
    expect(results.slice(0, 11).map(({ level }) => level)).toEqual([...Array(10).fill('error'), 'warning']);
    expect(results.every(({ message }) => (message.text ?? '').length <= 1024)).toBe(true);
    expect(run.invocations?.[0]?.toolExecutionNotifications).toContainEqual({
      level: 'note',
      message: { text: '5 more results in the certification' },
    });
  });
});
