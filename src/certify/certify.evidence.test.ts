import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestLines } from '../../testing/app-files.ts';
import { blocking, run, scan, space, unit, withScan } from '../../testing/certify-small.ts';
import { finding, waiver } from '../../testing/gate-fixtures.ts';
import { writeJson } from '../../testing/small-platform.ts';
import type { Evidence } from '../formats/generated/evidence.ts';

describe('evidence from elsewhere', () => {
  test('a malformed file is never waivable, and the rest is judged', async () => {
    space().write('evidence/security.scan.json', '{"kind": "assay.evidence", ');
    writeJson(
      space(),
      'waivers/one.json',
      waiver('security.scan', { scope: { evidenceId: 'security.scan', states: ['missing', 'error'] } }),
    );
    const certification = await run();
    expect([certification.decision, unit(certification, 'security.scan')?.state]).toEqual(['no-go', 'malformed']);
    expect(blocking(certification)).toEqual(['evidence/malformed']);
    expect(certification.waivers[0]?.state).toBe('not-waivable');
    expect(unit(certification, 'compat#reader')?.state).toBe('pass');
  });

  const malformed: readonly (readonly [string, Partial<Evidence>])[] = [
    ['counts that differ from the findings', { counts: { checks: 3, errors: 0, warnings: 2, notes: 0 } }],
    ['a unit id that its content does not give', { unitId: `sha256:${'0'.repeat(64)}` }],
    ['an end before its start', { finishedAt: '2031-05-10T09:00:00Z' }],
    ['a day that no calendar has', { startedAt: '2031-02-30T09:00:00Z' }],
    ['a pass without a check', { counts: { checks: 0, errors: 0, warnings: 0, notes: 0 } }],
    ['a failure without a finding', { status: 'fail' }],
    ['a skip without a reason', { status: 'skip' }],
    [
      'a pass with a warning',
      { findings: [finding('a', 'warning')], counts: { checks: 3, errors: 0, warnings: 1, notes: 0 } },
    ],
    ['a warn without a warning', { status: 'warn' }],
    [
      'a skip with an error',
      {
        status: 'skip',
        statusReason: 'no network',
        findings: [finding('a')],
        counts: { checks: 0, errors: 1, warnings: 0, notes: 0 },
      },
    ],
    [
      'two findings of one fingerprint',
      {
        status: 'fail',
        findings: [finding('a'), { ...finding('b'), fingerprint: finding('a').fingerprint }],
        counts: { checks: 3, errors: 2, warnings: 0, notes: 0 },
      },
    ],
    ...['evidence/redaction-failed', 'waiver/unused'].map((ruleId): readonly [string, Partial<Evidence>] => [
      `a finding of ${ruleId}, which is the gate's own,`,
      {
        status: 'fail',
        findings: [{ ...finding('a'), ruleId }],
        counts: { checks: 3, errors: 1, warnings: 0, notes: 0 },
      },
    ]),
  ];
  for (const [what, changes] of malformed)
    test(`${what} is malformed`, async () => {
      await withScan(changes);
      const certification = await run();
      expect([certification.decision, unit(certification, 'security.scan')?.state]).toEqual(['no-go', 'malformed']);
      expect(certification.exit.name).toBe('findings');
    });

  test('evidence for another candidate is not believed', async () => {
    await withScan();
    space().write('apps/reader/static/index.html', '<p>changed</p>');
    const certification = await run();
    expect([certification.decision, unit(certification, 'security.scan')?.state]).toEqual(['no-go', 'wrong-subject']);
  });

  test.each(['waivers', 'evidence'])('a configured folder of %s that is not there is refused', async (name) => {
    rmSync(join(space().path, name), { recursive: true });
    await expect(run()).rejects.toMatchObject({ kind: 'input', code: 'input-unreadable', location: { path: name } });
    await expect(run({}, { [name]: undefined })).resolves.toBeDefined();
  });

  test('what is passed over in a folder is told', async () => {
    space().write('evidence/scan.JSON', '{}');
    space().write('waivers/more/one.json', '{}');
    const lines: string[] = [];
    await run({ progress: (line) => lines.push(line) });
    expect(lines.filter((line) => line.includes('passed over')).map((line) => line.split(' ')[0])).toEqual([
      'waivers/more',
      'evidence/scan.JSON',
    ]);
  });

  test.each([
    [{ apps: ['apps/reader', 'apps/reader'] }, '"apps/reader" twice in apps'],
    [{ catalog: { entries: ['entries/reader.properties', 'entries/reader.properties'] } }, 'twice in catalog.entries'],
  ])('%j is refused', async (config, message) => {
    await expect(run({}, config)).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining(message) });
  });

  test('a link is no evidence', async () => {
    writeJson(space(), 'elsewhere.json', await scan());
    space().write('evidence/readme.txt', 'kept apart');
    symlinkSync(join(space().path, 'elsewhere.json'), join(space().path, 'evidence/security.scan.json'));
    expect(unit(await run(), 'security.scan')?.state).toBe('malformed');
  });

  test('a file that claims what the run judges itself is not believed', async () => {
    await withScan();
    space().app('apps/reader', manifestLines('app.permissions=queue.raed'));
    writeJson(
      space(),
      'evidence/compat.json',
      await scan({
        evidenceId: 'compat',
        target: { appId: 'reader' },
        producer: { name: 'assay', version: '9.9.9', attempt: 2 },
      }),
    );
    await withScan();
    const certification = await run();
    expect([certification.decision, unit(certification, 'compat#reader')?.state]).toEqual(['no-go', 'fail']);
    expect(certification.findings.map(({ ruleId }) => ruleId)).toContain('evidence/unplanned');
  });

  test('what it says is shown, with its finding', async () => {
    await withScan({
      status: 'fail',
      findings: [finding('a')],
      counts: { checks: 3, errors: 1, warnings: 0, notes: 0 },
    });
    const certification = await run();
    expect(certification.findings.map(({ message, unit: of, blocks }) => [message, of, blocks])).toEqual([
      ['finding a', 'security.scan', true],
    ]);
  });
});

describe('waiver files', () => {
  const files: readonly (readonly [string, string | Record<string, unknown>])[] = [
    ['not JSON', '{'],
    ['a glob', { ...waiver('compat'), scope: { ...waiver('compat').scope, evidenceId: 'compat.*' } }],
    ['fail without findings', { ...waiver('compat'), scope: { evidenceId: 'compat', states: ['fail'] } }],
    ['production without a candidate', { ...waiver('compat'), release: { id: '2031.5', modes: ['production'] } }],
    ['a date without a time', { ...waiver('compat'), expiresAt: '2031-05-20' }],
    ['an offset instead of Z', { ...waiver('compat'), expiresAt: '2031-05-20T00:00:00+02:00' }],
    ['a day that no calendar has', { ...waiver('compat'), expiresAt: '2031-06-31T00:00:00Z' }],
    ['an end before its beginning', { ...waiver('compat'), expiresAt: '2031-05-01T00:00:00Z' }],
    ['an integrity state', { ...waiver('compat'), scope: { evidenceId: 'compat', states: ['malformed'] } }],
    [
      'a short reason',
      { ...waiver('compat'), justification: { ...waiver('compat').justification, reason: 'because' } },
    ],
    [
      'text that reorders itself',
      {
        ...waiver('compat'),
        justification: { ...waiver('compat').justification, riskWhy: `it is only one label \u202e here` },
      },
    ],
    ['an http link', { ...waiver('compat'), tracking: ['http://example.org/1'] }],
    ['an unknown member', { ...waiver('compat'), approvedBy: 'me' }],
    [
      'a high risk without mitigation',
      { ...waiver('compat'), justification: { ...waiver('compat').justification, riskLevel: 'high' } },
    ],
  ];
  for (const [what, content] of files)
    test(`${what} is malformed: reported, and no waiver`, async () => {
      await withScan();
      if (typeof content === 'string') space().write('waivers/one.json', content);
      else writeJson(space(), 'waivers/one.json', content);
      const certification = await run();
      expect([certification.decision, certification.waivers.map(({ state }) => state)]).toEqual(['go', ['malformed']]);
      expect(certification.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
        ['waiver/malformed', 'warning'],
      ]);
    });
});
