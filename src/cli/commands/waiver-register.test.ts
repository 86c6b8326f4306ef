import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { space } from '../../../testing/certify-small.ts';
import { codeOf } from '../../../testing/code-of.ts';
import { exampleTrust } from '../../../testing/example-keys.ts';
import { finding } from '../../../testing/gate-fixtures.ts';
import { sharedData } from '../../../testing/shared-data.ts';
import { writeJson } from '../../../testing/small-platform.ts';
import {
  by,
  certification,
  cli,
  FAILS,
  filesIn,
  jsonOf,
  openDesk,
  putWaiver,
  rebuild,
  refusal,
  report,
  scanFails,
  textOf,
} from '../../../testing/waiver-desk.ts';
import { writeRegister } from '../../certify/waivers/write-register.ts';
import { digestBytes } from '../../model/digest.ts';

const ID = 'WVR-2031-0001';
const SIGN = 'waiver register --private-key-file rita.pem --passphrase-env PASSPHRASE';
const registered = () => JSON.parse(Buffer.from(jsonOf('register.json').payload, 'base64').toString()).predicate;

async function approvedDesk(): Promise<void> {
  await openDesk({}, { register: 'register.json' });
  await putWaiver();
  await report(`waiver approve ${ID} ${by('rita')}`);
}

describe('waiver register', () => {
  test('a waiver counts once the register lists it with its decisions', async () => {
    await approvedDesk();
    expect((await certification()).waivers[0]?.state).toBe('unregistered');
    const done = await report(`${SIGN} --days 7`);
    expect([done.exit, done.written, done.waivers[0]?.state]).toEqual([0, ['register.json'], 'valid']);
    expect(registered()).toEqual({
      kind: 'assay.waiver-register',
      schemaVersion: 1,
      releaseId: '2031.5',
      sequence: 1,
      issuedAt: '2031-05-10T12:00:00Z',
      validUntil: '2031-05-17T12:00:00Z',
      waivers: [
        {
          id: ID,
          digest: (await certification()).waivers[0]?.digest,
          approvals: [digestBytes(textOf(`approvals/${ID}.rita.approve.json`))],
        },
      ],
    });
    expect((await certification()).decision).toBe('go-with-waivers');
  });

  test('replaces only the register that it follows: another one may be signed meanwhile', async () => {
    await approvedDesk();
    await report(SIGN);
    const first = textOf('register.json');
    await report(SIGN);
    const write = (before: string | undefined) =>
      codeOf(() => writeRegister(space().path, 'register.json', 'mine', before));
    expect([write(digestBytes(first)), write(undefined)]).toEqual(['register-changed/6', 'register-changed/6']);
    expect(registered().sequence).toBe(2);
    expect(write(digestBytes(textOf('register.json')))).toBe('accepted');
    expect(textOf('register.json')).toBe('mine');
  });

  test('counts up, and what was listed stays listed', async () => {
    await approvedDesk();
    await report(SIGN);
    await report(`waiver revoke ${ID} ${by('otto', 'risk-owner')} --comment "it hits everybody"`);
    await report(SIGN);
    expect([registered().sequence, registered().waivers[0].approvals.length]).toEqual([2, 2]);
    expect((await certification()).waivers[0]?.state).toBe('revoked');
    // Neither the revocation nor the waiver can be taken away.
    const revocation = `approvals/${ID}.otto.revoke.json`;
    const text = textOf(revocation);
    rmSync(join(space().path, revocation));
    expect(await refusal(SIGN)).toBe('register-drops/4');
    expect((await certification()).decision).toBe('no-go');
    space().write(revocation, text);
    rmSync(join(space().path, 'waivers/one.json'));
    expect(await refusal(SIGN)).toBe('register-drops/4');
    expect(registered().sequence).toBe(2);
  });

  test('lets something go by name only, and says why for ever', async () => {
    await approvedDesk();
    await report(SIGN);
    expect(await refusal(`${SIGN} --remove ${ID}`)).toBe('remove-reason/2');
    await report(`${SIGN} --remove ${ID} --reason "the app was mended"`);
    const removed = registered().removed;
    expect(removed).toEqual([{ id: ID, digest: expect.stringMatching(/^sha256:/), reason: 'the app was mended' }]);
    expect([registered().sequence, registered().waivers]).toEqual([2, []]);
    expect((await certification()).waivers[0]?.state).toBe('unregistered');
    rmSync(join(space().path, 'waivers/one.json'));
    await report(SIGN);
    expect([registered().sequence, registered().removed]).toEqual([3, removed]);
  });

  test('follows no register that nobody can believe, and begins anew for another release', async () => {
    await approvedDesk();
    await report(SIGN);
    const good = textOf('register.json');
    space().write('register.json', good.replace('"payload":"', '"payload":"e'));
    expect(await refusal(SIGN)).toBe('register-untrusted/4');
    space().write('register.json', good);
    writeJson(space(), 'assay.config.json', { ...jsonOf('assay.config.json'), release: '2031.6' });
    await report(SIGN);
    expect([registered().releaseId, registered().sequence]).toEqual(['2031.6', 1]);
  });

  test('prints the floor that keeps it from being begun anew, and signs nothing below it', async () => {
    await approvedDesk();
    await report(SIGN);
    const { done, floor: said } = await report(SIGN);
    const floor = { releaseId: '2031.5', sequence: 2, digest: digestBytes(textOf('register.json')) };
    expect(done.at(-1)).toBe(`the floor for floors.registers of trust.json: ${JSON.stringify(floor)}`);
    expect(said).toEqual(floor);
    writeJson(space(), 'trust.json', { ...jsonOf('trust.json'), floors: { registers: [floor] } });
    expect((await certification()).decision).toBe('go-with-waivers');

    const good = textOf('register.json');
    rmSync(join(space().path, 'register.json'));
    expect(await refusal(SIGN)).toBe('register-below-floor/4');
    expect(filesIn('.')).not.toContain('register.json');
    const { decision, findings } = await certification();
    expect([decision, findings.map(({ ruleId }) => ruleId)]).toEqual([
      'no-go',
      expect.arrayContaining(['waiver/register-below-floor']),
    ]);
    space().write('register.json', good);
    expect((await report(SIGN)).exit).toBe(0);
    expect(registered().sequence).toBe(3);
    expect((await certification()).decision).toBe('go-with-waivers');
  });

  test('keeps what an earlier register revoked', async () => {
    await approvedDesk();
    const { nextRegister } = await import('../../certify/waivers/next-register.ts');
    const { waiverRun } = await import('../../certify/waivers/waiver-run.ts');
    const { certification: shown, ...looked } = await lookedAt();
    const waiver = looked.judged[0];
    const before = {
      kind: 'assay.waiver-register',
      schemaVersion: 1,
      releaseId: '2031.5',
      sequence: 4,
      issuedAt: shown.now,
      validUntil: '2031-06-01T00:00:00Z',
      waivers: [{ id: ID, digest: waiver?.digest ?? '', approvals: [], revoked: 'a mistake' }],
    } as const;
    const register = {
      location: { path: 'register.json' },
      digest: 'd',
      register: { ...before, waivers: [{ ...before.waivers[0], approvals: [] }] },
      signatory: { principal: 'p', testKey: true },
    };
    const next = nextRegister(
      { ...looked, certification: shown, decided: { ...looked.decided, register } },
      { days: 1, remove: [], reason: undefined },
    );
    expect(next.register.waivers[0]?.revoked).toBe('a mistake');
    expect(next.register.sequence).toBe(5);
    expect(waiverRun).toBeTypeOf('function');
  });

  test('only a release manager signs it', async () => {
    await approvedDesk();
    expect(await refusal(SIGN.replace('rita', 'otto'))).toBe('signer-not-listed/4');
    writeJson(space(), 'trust.json', exampleTrust({ otto: ['risk-owner'] }, 'example.org', '2031-01-01T00:00:00Z'));
    expect(await refusal(SIGN)).toBe('no-release-manager/4');
  });
});

async function lookedAt() {
  const { waiverRun } = await import('../../certify/waivers/waiver-run.ts');
  return waiverRun({
    config: { ...jsonOf('assay.config.json'), register: undefined },
    root: space().path,
    configPath: 'assay.config.json',
    policyPath: 'policy.json',
    release: '2031.5',
    mode: 'release-candidate',
    now: '2031-05-10T12:00:00Z',
    nowSource: 'clock',
    strict: false,
    version: '0',
    folders: { workspace: space().path, home: undefined, temporary: undefined },
    progress: () => undefined,
  });
}

describe('waiver prune', () => {
  test('removes what has expired or waives nothing, with its decisions', async () => {
    await openDesk();
    await putWaiver();
    await report(`waiver approve ${ID} ${by('rita')}`);
    await scanFails([]);
    const said = await report('waiver prune');
    expect(said.removed).toEqual(['waivers/one.json', `approvals/${ID}.rita.approve.json`]);
    expect(filesIn('waivers')).toEqual(['one.json']);
    expect((await report('waiver prune --write')).removed).toEqual(said.removed);
    expect([filesIn('waivers'), filesIn('approvals')]).toEqual([[], []]);
  });

  test('keeps what the register lists until one is signed without it', async () => {
    await approvedDesk();
    await report(SIGN);
    await scanFails([]);
    const kept = await report('waiver prune --write');
    expect([kept.removed, kept.due[0]]).toEqual([[], expect.stringContaining('register.json lists it')]);
    await report(`${SIGN} --remove ${ID} --reason "mended"`);
    await scanFails([]);
    // Removed from the register, it is unregistered; nothing blocks that it could let pass.
    expect((await report('waiver prune --write')).removed).toContain('waivers/one.json');
    expect((await certification()).findings.map(({ ruleId }) => ruleId)).not.toContain('waiver/register-incomplete');
  });

  test('keeps what another waiver goes on with, and what still blocks', async () => {
    await openDesk();
    await putWaiver({
      notBefore: '2031-04-20T00:00:00Z',
      requestedAt: '2031-04-19T00:00:00Z',
      expiresAt: '2031-05-01T00:00:00Z',
    });
    const alone = await report('waiver prune');
    expect([alone.removed, alone.due[0]]).toEqual([[], expect.stringContaining('still blocks')]);
    await putWaiver({ id: 'WVR-2031-0002' }, 'two');
    const followed = await report('waiver prune');
    expect([followed.removed, followed.due[0]]).toEqual([[], expect.stringContaining('WVR-2031-0002 goes on with it')]);
  });
});

describe('waiver rebind', () => {
  test('writes the next revision where the same findings block, and nobody has approved it', async () => {
    await openDesk();
    await putWaiver();
    await report(`waiver approve ${ID} ${by('rita')}`);
    await rebuild();
    const [stale] = (await certification()).waivers;
    expect([stale?.state, stale?.explanation]).toEqual([
      'wrong-candidate',
      expect.stringContaining(`\`assay waiver rebind ${ID}\``),
    ]);
    const { written, exit } = await report(`waiver rebind ${ID}`);
    expect([exit, written]).toEqual([0, [`waivers/${ID}.r2.json`]]);
    const { candidate, waivers } = await certification();
    expect(jsonOf(`waivers/${ID}.r2.json`)).toMatchObject({
      revision: 2,
      release: { candidateDigest: candidate.digest },
    });
    expect(waivers.map(({ revision, state }) => [revision, state])).toEqual([
      [2, 'insufficient-approval'],
      [1, 'unused'],
    ]);
    expect(await refusal(`waiver rebind ${ID}`)).toBe('waiver-not-bound/2');
    expect((await report(`waiver approve ${ID} ${by('rita')}`)).written).toEqual([
      `approvals/${ID}.rita.approve.2.json`,
    ]);
    expect((await certification()).decision).toBe('go-with-waivers');
  });

  test.each([
    ['one more finding', [...FAILS, finding('c')], 'waiver/finding-mismatch'],
    ['one finding less', FAILS.slice(1), 'waiver/idle-finding'],
    ['nothing that blocks', [], 'waiver/unused'],
  ])('refuses %s', async (_, findings, rule) => {
    await openDesk();
    await putWaiver();
    await rebuild(findings);
    const refused = await report(`waiver rebind ${ID}`);
    expect([refused.exit, refused.findings.map(({ ruleId }) => ruleId)]).toEqual([1, [rule]]);
    expect(filesIn('waivers')).toEqual(['one.json']);
  });
});

describe('waiver import', () => {
  const one = {
    id: 'doc-1',
    evidenceId: 'security.scan',
    status: 'approved',
    approvedBy: 'release-manager',
    reason: 'Bubblewrap evidence is not required for this developer preview.',
    expiresAt: '2031-05-20T00:00:00Z',
    allowReleaseCandidate: true,
  };

  test('makes a request of the release certification’s form, with what blocks here', async () => {
    await openDesk();
    writeJson(space(), 'theirs.json', { version: 1, release: '2031.5', waivers: [one] });
    const { written, due } = await report('waiver import --from crypta theirs.json');
    expect(written).toEqual([`waivers/${ID}.json`]);
    expect(jsonOf(`waivers/${ID}.json`)).toMatchObject({
      scope: { evidenceId: 'security.scan', states: ['fail'], findings: FAILS.map(({ fingerprint }) => fingerprint) },
      justification: { reason: one.reason },
      expiresAt: one.expiresAt,
      release: { id: '2031.5', candidateDigest: expect.stringMatching(/^sha256:/) },
    });
    for (const name of ['approvedBy', 'status', 'allowReleaseCandidate'])
      expect(
        due.some((line) => line.includes(`${name} `)),
        name,
      ).toBe(true);
    expect([(await certification()).decision, filesIn('approvals')]).toEqual(['no-go', []]);
    expect((await report(`waiver lint waivers/${ID}.json`)).exit).toBe(1);
  });

  test.each([
    ['a short reason', { reason: 'ok' }, /"reason": "TODO: ok"/],
    ['no end', { expiresAt: undefined }, /"expiresAt": "TODO/],
    ['a local time', { expiresAt: '2031-05-20T00:00:00' }, /"expiresAt": "TODO/],
    ['an owner who is a person', { owner: 'ann@example.org' }, /"owner": "mailto:ann@example.org"/],
    ['an owner who is a word', { owner: 'release-engineering' }, /"owner": "TODO/],
    ['links', { references: ['https://example.org/1', 'T-2', 7] }, /"tracking": \[\s*"https:\/\/example.org\/1"\s*\]/],
    ['an evidence that nobody asks for', { evidenceId: 'ecosystem.sandbox' }, /"states": \[\s*"TODO/],
  ])('takes %s as it can be taken', async (_, changes, text) => {
    await openDesk();
    writeJson(space(), 'theirs.json', { schemaVersion: 1, releaseId: '2031.5', waivers: [{ ...one, ...changes }] });
    expect((await report('waiver import --from crypta theirs.json')).exit).toBe(0);
    expect(textOf(`waivers/${ID}.json`)).toMatch(text);
  });

  test.each([
    ['no json', '{'],
    ['a list', '[]'],
    ['no version', '{"waivers": []}'],
    ['version 2', '{"version": 2, "waivers": []}'],
    ['two versions', '{"version": 1, "schemaVersion": 2, "waivers": []}'],
    ['no list', '{"version": 1, "waivers": {}}'],
    ['a waiver that is none', '{"version": 1, "waivers": [1]}'],
    ['a waiver without id', '{"version": 1, "waivers": [{"reason": "x"}]}'],
    ['a number for an owner', '{"version": 1, "waivers": [{"id": "x", "owner": 1}]}'],
    ['a release that is no text', '{"version": 1, "release": [], "waivers": []}'],
    ['a member twice', '{"version": 1, "version": 1, "waivers": []}'],
    ['too many', JSON.stringify({ version: 1, waivers: Array.from({ length: 1001 }, () => one) })],
    ['__proto__', '{"version": 1, "waivers": [{"id": "x", "__proto__": {"a": 1}}]}'],
  ])('refuses %s', async (_, text) => {
    await openDesk();
    space().write('theirs.json', text);
    expect(await refusal('waiver import --from crypta theirs.json')).toMatch(/\/3$/);
    expect(filesIn('waivers')).toEqual([]);
  });

  const data = sharedData('crypta/waivers');
  test
    .skipIf(data === undefined)
    .each(['dashboard-waiver-example.json', 'release-certification-structured-waiver.json'])(
    'reads the real file %s',
    async (name) => {
      await openDesk();
      const { exit, written, due } = await report(`waiver import --from crypta ${join(data ?? '', name)}`);
      expect([exit, written]).toEqual([0, [`waivers/${ID}.json`]]);
      expect(due.some((line) => line.includes('approvedBy'))).toBe(true);
      expect((await cli('certify')).exit).toBe(1);
    },
  );
});
