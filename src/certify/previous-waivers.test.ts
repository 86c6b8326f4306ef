import { describe, expect, test } from 'vitest';
import { run, space, withScan, writeApproved } from '../../testing/certify-small.ts';
import { finding, waiver as waiverOf } from '../../testing/gate-fixtures.ts';
import { writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';
import type { Waiver } from '../formats/generated/waiver.ts';

const FOUND = finding('a');
const OTHER = finding('b');
const failing = (...findings: (typeof FOUND)[]): Promise<void> =>
  withScan({ status: 'fail', findings, counts: { checks: 3, errors: findings.length, warnings: 0, notes: 0 } });

/** Certifies as what lies there goes on with an earlier certification. */
function next(before: unknown): Promise<Certification> {
  writeJson(space(), 'before.json', before);
  return run({ previous: { file: `${space().path}/before.json`, shown: 'before.json' } });
}

/** A waiver for a finding of security.scan. */
function waiver(changes: Partial<Waiver>, { fingerprint } = FOUND): Waiver {
  const scope: Waiver['scope'] = { evidenceId: 'security.scan', states: ['fail'], findings: [fingerprint] };
  return waiverOf('security.scan', { id: 'WVR-2031-0001', scope, ...changes });
}

const FIRST: Partial<Waiver> = { notBefore: '2031-05-01T00:00:00Z', expiresAt: '2031-05-12T00:00:00Z' };
const LATER: Partial<Waiver> = { notBefore: '2031-05-09T00:00:00Z', expiresAt: '2031-05-20T00:00:00Z' };

const lost = ({ findings }: Certification): string[] =>
  findings.filter(({ ruleId }) => ruleId === 'previous/waiver-lost').map(({ message }) => message);

/** A certification in which a waiver let security.scan pass. */
async function waived(): Promise<Certification> {
  await failing(FOUND);
  writeApproved(waiver(FIRST));
  const before = await run();
  expect(before.decision).toBe('go-with-waivers');
  return before;
}

describe('a waiver whose file is gone (previous/waiver-lost)', () => {
  test('blocks where a later one waives the same, also a run after it went', async () => {
    const before = await waived();
    writeApproved(waiver({ ...LATER, id: 'WVR-2031-0002' }));
    const message =
      'WVR-2031-0001 waived security.scan from 2031-05-01T00:00:00Z according to before.json, its file is gone, and WVR-2031-0002 waives the same until 2031-05-20T00:00:00Z: put the earlier file back, so that renewals can be counted';
    expect(lost(await next(before))).toEqual([message]);
    const later = await next(before);
    expect(later.decision).toBe('no-go');

    writeJson(
      space(),
      'waivers/one.json',
      waiver({ ...FIRST, id: 'WVR-2031-0009', scope: { evidenceId: 'compat', states: ['fail'] } }),
    );
    const between = await next(before);
    expect(lost(between)).toEqual([]);
    writeApproved(waiver({ ...LATER, id: 'WVR-2031-0002' }));
    expect(lost(await next(between))).toEqual([message]);
  });

  test('blocks no waiver for something else, and none that ends no later', async () => {
    const before = await waived();
    await failing(OTHER);
    writeApproved(waiver({ ...LATER, id: 'WVR-2031-0002' }, OTHER));
    expect(lost(await next(before))).toEqual([]);
    await failing(FOUND);
    writeApproved(waiver({ ...FIRST, id: 'WVR-2031-0002' }));
    expect(lost(await next(before))).toEqual([]);
  });

  test('is no other where a revision of it begins no later', async () => {
    const before = await waived();
    writeApproved(waiver({ ...FIRST, revision: 2, expiresAt: '2031-05-14T00:00:00Z' }));
    const longer = await next(before);
    expect([lost(longer), longer.decision]).toEqual([[], 'go-with-waivers']);
    writeApproved(waiver({ ...LATER, revision: 2 }));
    expect(lost(await next(before))).toEqual([
      expect.stringContaining('that file is another one now, and WVR-2031-0001 waives'),
    ]);
    writeJson(space(), 'waivers/before.json', waiver(FIRST));
    expect(lost(await next(before))).toEqual([]);
  });
});
