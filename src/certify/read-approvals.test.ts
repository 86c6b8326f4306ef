import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, space, waiverFor, writeApproved } from '../../testing/certify-small.ts';
import { exampleSigner, exampleTrust } from '../../testing/example-keys.ts';
import { approval } from '../../testing/gate-fixtures.ts';
import { writeJson } from '../../testing/small-platform.ts';
import { approvalStatement, registerStatement } from '../attest/waiver-statements.ts';
import type { Approval } from '../formats/generated/approval.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { WaiverRegister } from '../formats/generated/waiver-register.ts';
import { digestBytes, digestJson } from '../model/digest.ts';
import { signStatement } from '../trust/statement/sign-statement.ts';
import { verifiedApproval } from './read-approvals.ts';

const MISSING = 'security.scan';

/** A waiver for the scan that nobody did, with whatever decides about it. */
async function asked(): Promise<Waiver> {
  const waiver = waiverFor(await run(), MISSING, ['missing']);
  writeApproved(waiver);
  for (const who of ['rita', 'otto']) rmSync(join(space().path, 'approvals', `${who}.json`));
  return waiver;
}

/** The waiver as it is judged, and every word about it. */
async function verdict(config: Record<string, unknown> = {}): Promise<[string, string]> {
  const { waivers, findings } = await run({}, config);
  const said = findings.filter(({ ruleId }) => ruleId.startsWith('waiver/')).map(({ message }) => message);
  return [waivers[0]?.state ?? '', said.join('\n')];
}

const by = (waiver: Waiver, changes: Partial<Approval> = {}): Approval => approval(waiver, changes).approval;
const signed = (one: Approval, ...who: string[]): string =>
  signStatement(approvalStatement(one), who.map(exampleSigner));

describe('decisions as files', () => {
  test('one that its principal signed in a role that the trust document gives lets the waiver hold', async () => {
    const waiver = await asked();
    space().write('approvals/a.json', signed(by(waiver), 'rita'));
    expect((await verdict())[0]).toBe('valid');
  });

  const forgeries: readonly [string, (waiver: Waiver) => string, string][] = [
    [
      'signed by somebody else whom we trust',
      (w) => signed(by(w), 'otto'),
      'names mailto:rita@example.org and is signed by mailto:otto@example.org',
    ],
    ['signed by a stranger', (w) => signed(by(w), 'mallory'), 'carries no signature by a known key'],
    ['not signed at all', (w) => signStatement(approvalStatement(by(w)), []), 'is signed by 0 of 1 keys needed'],
    [
      'in a role that its principal has not',
      (w) => signed(by(w, { role: 'security' }), 'rita'),
      'who is no security in trust.json',
    ],
    [
      'changed after it was signed',
      (w) => {
        const envelope = JSON.parse(signed(by(w, { decision: 'reject', comment: 'no, never' }), 'rita'));
        const text = Buffer.from(envelope.payload, 'base64').toString().replace('"reject"', '"approve"');
        return JSON.stringify({ ...envelope, payload: Buffer.from(text).toString('base64') });
      },
      'the signature does not fit the payload',
    ],
    [
      'signed as a register',
      (w) =>
        signStatement({ ...approvalStatement(by(w)), predicateType: 'https://assay.dev/waiver-register/v1' }, [
          exampleSigner('rita'),
        ]),
      'holds a statement of type https://assay.dev/waiver-register/v1',
    ],
    [
      'about another subject',
      (w) =>
        signStatement({ ...approvalStatement(by(w)), subjects: [{ name: w.id, digest: digestJson('x') }] }, [
          exampleSigner('rita'),
        ]),
      'is about another subject',
    ],
    [
      'on a day that no calendar has',
      (w) => signed(by(w, { decidedAt: '2031-02-30T00:00:00Z' }), 'rita'),
      'a day that no calendar has',
    ],
    ['with a member of its own', (w) => signed({ ...by(w), ...{ note: 'ok' } }, 'rita'), 'is not a valid approval'],
    [
      'with a secret in its comment',
      (w) => signed(by(w, { comment: `ghp_${'a1B2'.repeat(9)}` }), 'rita'),
      'holds what it must not carry',
    ],
    ['cut off', (w) => signed(by(w), 'rita').slice(0, 300), ''],
    ['empty', () => '', ''],
  ];
  test.each(forgeries)('one %s counts for nothing, says why, and stops nobody else', async (_, make, why) => {
    const waiver = await asked();
    const text = make(waiver);
    space().write('approvals/a.json', text);
    const [state, said] = await verdict();
    expect(['forged', 'insufficient-approval']).toContain(state);
    expect(said).toContain(why);
    expect(said).not.toContain('ghp_');
    expect(said.split('approvals/a.json').length).toBeLessThanOrEqual(2);
    space().write('approvals/b.json', signed(by(waiver), 'rita'));
    expect((await verdict())[0]).toBe('valid');
  });

  test('a key that is revoked, not yet valid or of an expired document counts for nothing', async () => {
    const waiver = await asked();
    space().write('approvals/a.json', signed(by(waiver), 'rita'));
    const store = exampleTrust({ rita: ['release-manager'] }, 'example.org', '2031-01-01T00:00:00Z');
    const [person] = store.principals;
    const with_ = (changes: object) => ({
      ...store,
      principals: [{ ...person, keys: person.keys.map((key) => ({ ...key, ...changes })) }],
    });
    writeJson(space(), 'trust.json', with_({ revoked: { at: '2031-05-01T00:00:00Z', reason: 'laptop lost' } }));
    expect((await verdict())[1]).toContain('laptop lost');
    writeJson(space(), 'trust.json', with_({ validFrom: '2031-05-11T00:00:00Z' }));
    expect((await verdict())[1]).toContain('is valid only from 2031-05-11');
    writeJson(space(), 'trust.json', { ...store, expiresAt: '2031-05-10T12:00:00Z' });
    await expect(run()).rejects.toMatchObject({ code: 'trust-store-expired', exitCode: 4 });
  });

  test('an error about one has its file as its place', () => {
    expect(() => verifiedApproval(Buffer.from('{}'), 'approvals/a.json', undefined)).toThrow(
      expect.objectContaining({ location: { path: 'approvals/a.json' } }),
    );
  });

  test('without a trust document nobody is believed', async () => {
    const waiver = await asked();
    space().write('approvals/a.json', signed(by(waiver), 'rita'));
    const [state, said] = await verdict({ trust: undefined });
    expect([state, said]).toEqual(['forged', expect.stringContaining('the configuration names no trust document')]);
  });
});

describe('the register as a file', () => {
  async function register(changes: Partial<WaiverRegister>, ...who: string[]): Promise<[string, string]> {
    const waiver = await asked();
    const text = signed(by(waiver), 'rita');
    space().write('approvals/a.json', text);
    const value: WaiverRegister = {
      kind: 'assay.waiver-register',
      schemaVersion: 1,
      releaseId: '2031.5',
      sequence: 1,
      issuedAt: '2031-05-10T09:00:00Z',
      validUntil: '2031-06-10T09:00:00Z',
      waivers: [{ id: waiver.id, digest: digestJson(waiver), approvals: [digestBytes(text)] }],
      ...changes,
    };
    space().write('register.json', signStatement(registerStatement(value), who.map(exampleSigner)));
    return verdict({ register: 'register.json' });
  }

  test('counts where a release manager signed it', async () => {
    expect((await register({}, 'rita'))[0]).toBe('valid');
    expect((await run({}, { register: 'register.json' })).register).toMatchObject({
      path: 'register.json',
      sequence: 1,
    });
  });

  test('with the number of another one does not follow it', async () => {
    const config = { register: 'register.json' };
    const previous = { file: join(space().path, 'before.json'), shown: 'before.json' };
    const outside = async (): Promise<string[]> =>
      (await run({ previous }, config)).findings
        .filter(({ blocks, unit }) => blocks && unit === undefined)
        .map(({ message }) => message);
    await register({}, 'rita');
    writeJson(space(), 'before.json', await run({}, config));
    expect(await outside()).toEqual([]);
    await register({ validUntil: '2031-06-09T09:00:00Z' }, 'rita');
    expect(await outside()).toEqual([
      'the register of waivers had sequence 1 according to before.json, and another one has it now',
    ]);
    await register({ sequence: 2 }, 'rita');
    expect(await outside()).toEqual([]);
  });

  test('leaves every waiver out where nobody who may did', async () => {
    expect(await register({}, 'otto')).toEqual([
      'unregistered',
      expect.stringContaining('is not signed by a release manager'),
    ]);
    expect((await register({}, 'mallory'))[0]).toBe('unregistered');
    expect((await register({ waivers: [] }, 'rita'))[0]).toBe('unregistered');
    space().write('register.json', '{');
    expect((await verdict({ register: 'register.json' }))[0]).toBe('unregistered');
    expect(await verdict({ register: 'gone.json' })).toEqual([
      'unregistered',
      expect.stringContaining("gone.json can't be read"),
    ]);
  });
});
