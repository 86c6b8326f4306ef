import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blocking, run, space } from '../../testing/certify-small.ts';
import { writeJson } from '../../testing/small-platform.ts';
import type { Certification, CertifiedUnit } from '../formats/generated/certification.ts';
import { readCertification } from './read-certification.ts';

const read = (): Promise<Certification> => readCertification(join(space().path, 'saved.json'), 'saved.json');

async function saved(change: (certification: Certification) => Certification): Promise<Promise<Certification>[]> {
  writeJson(space(), 'saved.json', change(await run()));
  return [read()];
}

/** Every unit changed. */
const units = (certification: Certification, change: Partial<CertifiedUnit>): Certification['requirements'] =>
  certification.requirements.map((one) => ({ ...one, units: one.units.map((unit) => ({ ...unit, ...change })) }));

describe('a saved certification', () => {
  test('is what was saved', async () => {
    const certification = await run();
    expect(blocking(certification)).not.toEqual([]);
    writeJson(space(), 'saved.json', certification);
    expect(await read()).toEqual(certification);
  });

  test.each<[string, (certification: Certification) => Certification]>([
    ['another decision', (one) => ({ ...one, decision: 'go', exit: { code: 0, name: 'ok' } })],
    ['another exit', (one) => ({ ...one, exit: { code: 0, name: 'ok' } })],
    ['other counts', (one) => ({ ...one, summary: { ...one.summary, blocked: 0 } })],
    ['a missing unit that passes', (one) => ({ ...one, requirements: units(one, { outcome: 'pass' }) })],
    [
      'nothing judged',
      (one) => ({
        ...one,
        decision: 'go',
        exit: { code: 0, name: 'ok' },
        requirements: [],
        findings: [],
        summary: { requirements: 0, units: 0, blocked: 0, waived: 0, errors: 0, warnings: 0, notes: 0 },
      }),
    ],
    [
      'a waiver in use that has ended',
      (one) => ({
        ...one,
        waivers: [
          {
            path: 'waivers/a.json',
            state: 'valid',
            used: true,
            explanation: 'lets compat pass',
            notBefore: '2031-05-01T00:00:00Z',
            expiresAt: one.now,
          },
        ],
      }),
    ],
    [
      'a waiver that is not there',
      (one) => ({ ...one, requirements: units(one, { outcome: 'waived', waivedBy: 'WVR-2031-0001' }) }),
    ],
    [
      'a requirement better than its units',
      (one) => ({ ...one, requirements: one.requirements.map((r) => ({ ...r, state: 'pass', outcome: 'pass' })) }),
    ],
  ])('with %s is refused', async (_, change) => {
    const [reading] = await saved(change);
    await expect(reading).rejects.toMatchObject({ kind: 'input', code: 'certification-contradictory' });
  });

  test('with a secret is refused, without repeating it', async () => {
    const secret = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const [reading] = await saved((one) => ({ ...one, platform: `hub ${secret}` }));
    await expect(reading).rejects.toMatchObject({
      kind: 'integrity',
      code: 'leak-found',
      message: expect.not.stringContaining(secret),
    });
  });
});
