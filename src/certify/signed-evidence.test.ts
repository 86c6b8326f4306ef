import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, scan, space, unit } from '../../testing/certify-small.ts';
import { exampleSigner, exampleTrust } from '../../testing/example-keys.ts';
import { smallConfig, writeJson } from '../../testing/small-platform.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import type { Subject } from '../trust/statement/statement.ts';
import { evidenceStatement } from './evidence-statement.ts';
import { signEvidence } from './sign-evidence.ts';

const TRUST = { trust: 'trust.json' };

/** Puts signed evidence of security.scan there, and a trust document that lists its producer and a reader. */
async function signed(by = 'ci', change = (text: string): string => text): Promise<void> {
  writeJson(
    space(),
    'trust.json',
    exampleTrust({ ci: ['evidence-producer'], ben: ['reader'] }, 'example.org', '2031-01-01T00:00:00Z'),
  );
  const text = signStatement(evidenceStatement(await scan()), [exampleSigner(by)]);
  space().write('evidence/scan.json', change(text));
}

const state = async (config: Record<string, unknown> = TRUST): Promise<unknown> => {
  const certification = await run({}, config);
  const found = unit(certification, 'security.scan');
  return found && [found.state, certification.findings.find((one) => one.unit === 'security.scan')?.message ?? ''];
};

describe('signed evidence', () => {
  test('of a producer is believed', async () => {
    await signed();
    expect(await state()).toEqual(['pass', '']);
  });

  test('of somebody else is not', async () => {
    await signed('ben');
    expect(await state()).toEqual([
      'untrusted',
      expect.stringContaining('mailto:ben@example.org, who may not make it'),
    ]);
  });

  test('of an unknown key is not, nor of a producer whose words were changed', async () => {
    await signed('eve');
    expect(await state()).toEqual(['untrusted', expect.stringContaining('no signature by a known key')]);
    await signed('ci', (text) => {
      const envelope = JSON.parse(text);
      const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"checks":3', '"checks":9');
      return JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') });
    });
    expect(await state()).toEqual(['untrusted', expect.stringContaining('evidence/scan.json')]);
  });

  test('is no unsigned evidence where nobody knows whose keys count (evidence-untrusted)', async () => {
    await signed();
    const { trust: _, ...config } = { trust: '', ...smallConfig() };
    expect(await state({ ...config, trust: undefined })).toEqual([
      'untrusted',
      expect.stringContaining('names no trust document'),
    ]);
  });

  const other = { name: 'another', digest: `sha256:${'a'.repeat(64)}` };
  test.each<[string, (subjects: readonly Subject[]) => Subject[], string]>([
    ['for something else', () => [other], 'is signed for another sha256:aaa'],
    ['for something else, too', (own) => [...own, other], 'is signed for another sha256:aaa'],
    [
      'for the name with another digest',
      (own) => own.map((one) => ({ ...one, digest: other.digest })),
      'is signed for',
    ],
    ['for the digest under another name', (own) => own.map((one) => ({ ...one, name: 'b' })), 'is signed for b '],
    ['for less than it is about', (own) => own.slice(1), 'for which it is not signed'],
  ])('that is signed %s is not believed (evidence-subject)', async (_, subjects, reason) => {
    await signed();
    const { candidate } = await run();
    const about = candidate.artifacts.flatMap(({ name, digest }) => (digest === null ? [] : [{ name, digest }]));
    const statement = evidenceStatement(await scan({ subject: about }));
    expect(statement.subjects.length).toBeGreaterThan(1);
    const sign = (own: readonly Subject[]): void =>
      space().write('evidence/any.json', signStatement({ ...statement, subjects: own }, [exampleSigner('ci')]));
    rmSync(join(space().path, 'evidence/scan.json'));
    sign([...statement.subjects].reverse());
    expect(await state()).toEqual(['pass', '']);
    sign(subjects(statement.subjects));
    expect(await state()).toEqual(['untrusted', expect.stringContaining(reason)]);
    const bytes = readFileSync(join(space().path, 'evidence/any.json'));
    await expect(signEvidence(bytes, 'any.json', exampleSigner('ben'))).rejects.toMatchObject({
      code: 'evidence-subject',
      kind: 'integrity',
    });
  });

  test('of another type of statement is malformed (evidence-statement)', async () => {
    await signed();
    rmSync(join(space().path, 'evidence/scan.json'));
    const statement = { ...evidenceStatement(await scan()), predicateType: 'https://example.org/p' };
    space().write('evidence/security.scan.json', signStatement(statement, [exampleSigner('ci')]));
    expect(await state()).toEqual(['malformed', expect.stringContaining('https://example.org/p')]);
  });
});
