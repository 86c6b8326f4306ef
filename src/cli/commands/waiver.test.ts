import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { space } from '../../../testing/certify-small.ts';
import { exampleKey } from '../../../testing/example-keys.ts';
import { finding } from '../../../testing/gate-fixtures.ts';
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
  signByHand,
  textOf,
} from '../../../testing/waiver-desk.ts';
import validateApproval from '../../formats/generated/validators/approval.js';
import validateReport from '../../formats/generated/validators/waiver-report.js';

const ID = 'WVR-2031-0001';
const A = finding('a').fingerprint;

/** What an envelope's statement says. */
const predicateIn = (path: string) => JSON.parse(Buffer.from(jsonOf(path).payload, 'base64').toString()).predicate;

describe('waiver new', () => {
  test('knows all that the report knows, and nobody takes it for a waiver', async () => {
    await openDesk();
    const { exit, written } = await report(`waiver new --from-finding ${A} --requested-by mailto:ann@example.org`);
    expect([exit, written]).toEqual([0, [`waivers/${ID}.json`]]);
    const draft = jsonOf(`waivers/${ID}.json`);
    const { candidate, waivers, decision } = await certification();
    expect(draft.release).toEqual({
      id: '2031.5',
      modes: ['release-candidate'],
      candidateDigest: candidate.digest,
    });
    expect(draft.scope).toEqual({
      evidenceId: 'security.scan',
      states: ['fail'],
      findings: FAILS.map(({ fingerprint }) => fingerprint),
    });
    expect(draft.expiresAt).toBe('2031-05-24T12:00:00Z');
    expect([decision, waivers[0]?.state]).toEqual(['no-go', 'malformed']);
  });

  test('takes the next id that no file speaks of, and never writes over a file', async () => {
    await openDesk();
    await putWaiver({ id: 'WVR-2031-0007' });
    space().write('waivers/broken.json', '{"id": "WVR-2031-0012"');
    await report(`waiver new --from-finding ${A}`);
    await report(`waiver new --from-finding ${A}`);
    expect(filesIn('waivers')).toEqual(['WVR-2031-0013.json', 'WVR-2031-0014.json', 'broken.json', 'one.json']);
    expect(jsonOf('waivers/WVR-2031-0013.json').renews).toMatch(/^sha256:/);
    expect(await refusal(`waiver new --from-finding ${A} --output waivers/one.json`)).toBe('output-exists/6');
  });

  test('refuses what no waiver may cover, by its reason', async () => {
    await openDesk({ waivable: 'never' });
    expect(await refusal(`waiver new --from-finding ${A}`)).toBe('finding-not-waivable/2');
    await openDesk();
    expect(await refusal(`waiver new --from-finding ${A} --mode pr`)).toMatch(/^finding-(?:not-waivable|unknown)\/2$/);
  });

  test('refuses a beginning that fits findings of two units', async () => {
    await openDesk();
    const certified = await certification();
    const [first] = certified.findings.filter(({ blocks }) => blocks);
    if (first === undefined) throw new Error('nothing blocks');
    const other = { ...first, unit: 'compat#reader' };
    const findings = [...certified.findings, other];
    const { draftWaiver } = await import('../../certify/waivers/new-waiver.ts');
    const draft = { id: ID, fingerprint: A.slice(0, 20), requestedBy: undefined, owner: undefined, waivers: [] };
    expect(() => draftWaiver({ ...certified, findings }, draft)).toThrow(
      expect.objectContaining({ code: 'finding-ambiguous' }),
    );
  });
});

describe('waiver lint', () => {
  const faults: readonly [string, Parameters<typeof putWaiver>[0], string][] = [
    ['another release', { release: { id: '2031.4', modes: ['release-candidate'] } }, 'waiver/wrong-release'],
    ['another mode', undefined, 'waiver/wrong-mode'],
    ['too long', { expiresAt: '2031-06-20T00:00:00Z' }, 'waiver/too-long'],
    ['expired', { expiresAt: '2031-05-10T12:00:00Z' }, 'waiver/expired'],
    ['an unknown requirement', { scope: { evidenceId: 'security.scam', states: ['missing'] } }, 'waiver/unused'],
    [
      'a finding too few',
      { scope: { evidenceId: 'security.scan', states: ['fail'], findings: [A] } },
      'waiver/finding-mismatch',
    ],
    [
      'a finding too many',
      {
        scope: {
          evidenceId: 'security.scan',
          states: ['fail'],
          findings: [A, finding('b').fingerprint, finding('c').fingerprint],
        },
      },
      'waiver/idle-finding',
    ],
    [
      'another state',
      { scope: { evidenceId: 'security.scan', states: ['missing'], findings: [A, finding('b').fingerprint] } },
      'waiver/state-not-covered',
    ],
    [
      'a renewal of nothing',
      { renews: 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      'waiver/renewal-unknown',
    ],
    [
      'a text to fill in that the format takes',
      { followUp: { dueAt: '2031-05-19T00:00:00Z', action: 'todo' } },
      'waiver/unfilled',
    ],
  ];

  test.each(faults)('%s', async (name, changes, rule) => {
    await openDesk();
    const one = await putWaiver(changes);
    if (name === 'another mode')
      writeJson(space(), 'waivers/one.json', { ...one, release: { ...one.release, modes: ['production'] } });
    const { findings, exit } = await report('waiver lint waivers/one.json');
    expect(findings.map(({ ruleId }) => ruleId)).toContain(rule);
    expect(exit).toBe(rule === 'waiver/idle-finding' ? 0 : 1);
  });

  test('says everything at once, and nothing of a good one', async () => {
    await openDesk();
    await putWaiver();
    expect(await report('waiver lint waivers/one.json')).toMatchObject({ exit: 0, findings: [] });
    await putWaiver({
      expiresAt: '2031-07-20T00:00:00Z',
      scope: { evidenceId: 'security.scan', states: ['fail'], findings: [A] },
    });
    const { findings } = await report('waiver lint waivers/one.json');
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['waiver/too-long', 'waiver/finding-mismatch']);
  });

  test('counts renewals over files, whatever they are called', async () => {
    await openDesk();
    for (const [index, day] of ['01', '02', '03', '04'].entries())
      await putWaiver(
        {
          id: `WVR-2031-000${index + 1}`,
          notBefore: `2031-05-${day}T00:00:00Z`,
          requestedAt: '2031-05-01T00:00:00Z',
          expiresAt: '2031-05-12T00:00:00Z',
        },
        `w${index}`,
      );
    const { findings } = await report('waiver lint waivers/w3.json');
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['waiver/over-renewed']);
    expect((await report('waiver lint waivers/w2.json')).findings).toEqual([]);
  });

  test('a twin, a broken file, a file that is not there, nobody to approve', async () => {
    await openDesk();
    await putWaiver();
    await putWaiver({}, 'two');
    expect((await report('waiver lint waivers/two.json')).findings.map(({ ruleId }) => ruleId)).toEqual([
      'waiver/duplicate-id',
    ]);
    space().write('waivers/two.json', '{"kind": "assay.waiver", "kind": 1}');
    expect((await report('waiver lint waivers/two.json')).findings.map(({ ruleId }) => ruleId)).toEqual([
      'waiver/malformed',
    ]);
    expect(await refusal('waiver lint waivers/three.json')).toBe('input-unreadable/3');
    rmSync(join(space().path, 'waivers/two.json'));
    const { exampleTrust } = await import('../../../testing/example-keys.ts');
    writeJson(space(), 'trust.json', exampleTrust({ ann: ['release-manager'] }, 'example.org', '2031-01-01T00:00:00Z'));
    expect((await report('waiver lint')).findings.map(({ ruleId }) => ruleId)).toEqual(['waiver/no-approver']);
  });
});

describe('waiver approve, reject, revoke', () => {
  test('writes one small file that the gate counts, bound to what was shown', async () => {
    await openDesk();
    await putWaiver();
    const before = await certification();
    const done = await report(`waiver approve ${ID} ${by('rita')} --comment "for one week"`);
    expect([done.exit, done.written, done.waivers[0]?.state]).toEqual([
      0,
      [`approvals/${ID}.rita.approve.json`],
      'valid',
    ]);
    const approval = predicateIn(`approvals/${ID}.rita.approve.json`);
    expect(validateApproval(approval)).toBe(true);
    expect(approval).toMatchObject({
      candidateDigest: before.candidate.digest,
      comment: 'for one week',
      decision: 'approve',
      principal: 'mailto:rita@example.org',
      reportDigest: before.reportDigest,
      waiverDigest: before.waivers[0]?.digest,
    });
    const after = await certification();
    expect([after.decision, after.reportDigest]).toEqual(['go-with-waivers', before.reportDigest]);
    expect(after.findings.map(({ ruleId }) => ruleId)).not.toContain('waiver/other-report');
    expect(validateReport({ ...done, exit: undefined })).toBe(false);
    const { exit, ...document } = done;
    expect(validateReport(document), JSON.stringify(validateReport.errors)).toBe(true);
  });

  test('shows what is signed before it is signed', async () => {
    await openDesk();
    await putWaiver();
    const { runCli } = await import('../../../testing/run-cli.ts');
    const words = `waiver approve ${ID} ${by('rita')}`.split(' ');
    const { stderr } = await runCli(words, { cwd: space().path, env: { PASSPHRASE: 'a hut beside the lake' } });
    for (const text of [A, 'finding a', 'two users see a stale label', 'report      sha256:'])
      expect(stderr).toContain(text);
  });

  test('two people for a dual tier, in any order', async () => {
    await openDesk({ waivable: 'dual' });
    await putWaiver();
    const one = await report(`waiver approve ${ID} ${by('otto', 'risk-owner')}`);
    expect(one.waivers[0]).toMatchObject({
      state: 'insufficient-approval',
      explanation: expect.stringContaining('a release manager'),
    });
    expect((await report(`waiver show ${ID}`)).shown?.lacking).toEqual(['a release manager']);
    expect((await report(`waiver approve ${ID} ${by('rita')}`)).waivers[0]?.state).toBe('valid');
    expect((await report(`waiver show ${ID}`)).shown).toMatchObject({ lacking: [], notListed: [] });
  });

  test('a program signs in place of a key, and only with a key of that person', async () => {
    await openDesk();
    await putWaiver();
    const pem = exampleKey('rita').keyObject.export({ format: 'pem', type: 'pkcs8' });
    const program = join(space().path, 'card');
    writeFileSync(
      program,
      `#!${process.execPath}\nconst b = require('fs').readFileSync(0);\nprocess.stdout.write(require('crypto').sign(null, b, ${JSON.stringify(pem)}));\n`,
    );
    chmodSync(program, 0o700);
    const as = (who: string, role: string) =>
      `waiver approve ${ID} --principal mailto:${who}@example.org --role ${role} --signer ${program}`;
    expect(await refusal(as('otto', 'risk-owner'))).toBe('signer-signature-invalid/4');
    expect((await report(as('rita', 'release-manager'))).waivers[0]?.state).toBe('valid');
    expect(await refusal(`${as('rita', 'release-manager')} --passphrase-env PASSPHRASE`)).toBe('signer-options/2');
  });

  test.each([
    ['a key that nobody lists', () => by('rita', 'release-manager', 'eve'), 'signer-not-listed/4'],
    ["another person's key", () => by('rita', 'release-manager', 'otto' as 'rita'), 'signer-not-listed/4'],
    ['who asked for it', () => by('ann'), 'decision-self/4'],
    ['who asked for it, in capitals', () => by('ann').replace('mailto:ann', 'mailto:ANN'), 'decision-self/4'],
    ['a stranger', () => by('eve'), 'principal-unknown/4'],
    ['a role that is not theirs', () => by('otto'), 'principal-role/4'],
    ['no signer', () => '--principal mailto:rita@example.org --role release-manager', 'signer-count/2'],
  ])('refuses %s, and writes nothing', async (_, words, code) => {
    await openDesk();
    await putWaiver();
    expect(await refusal(`waiver approve ${ID} ${words()}`)).toBe(code);
    expect(filesIn('approvals')).toEqual([]);
  });

  test('signs nothing of a waiver that is not ready, and says why', async () => {
    await openDesk();
    await putWaiver({ scope: { evidenceId: 'security.scan', states: ['fail'], findings: [A] } });
    const { exit, findings, written } = await report(`waiver approve ${ID} ${by('rita')}`);
    expect([exit, findings.map(({ ruleId }) => ruleId), written]).toEqual([1, ['waiver/finding-mismatch'], []]);
    expect(filesIn('approvals')).toEqual([]);
  });

  test('one decision of one person is made once on one report; a file is never replaced', async () => {
    await openDesk();
    await putWaiver();
    space().write(`approvals/${ID}.rita.approve.json`, '{}');
    const { written } = await report(`waiver approve ${ID} ${by('rita')}`);
    expect(written).toEqual([`approvals/${ID}.rita.approve.2.json`]);
    expect(textOf(`approvals/${ID}.rita.approve.json`)).toBe('{}');
    expect(await refusal(`waiver approve ${ID} ${by('rita')}`)).toBe('decision-repeated/2');
  });

  test('a rejection and a revocation need a comment, and stand', async () => {
    await openDesk();
    await putWaiver();
    expect((await cli(`waiver reject ${ID} ${by('otto', 'risk-owner')}`)).exit).toBe(2);
    await report(`waiver approve ${ID} ${by('rita')}`);
    const rejected = await report(`waiver reject ${ID} ${by('otto', 'risk-owner')} --comment "the risk is high"`);
    expect(rejected.waivers[0]).toMatchObject({
      state: 'rejected',
      explanation: expect.stringContaining('the risk is high'),
    });
    const revoked = await report(`waiver revoke ${ID} ${by('rita')} --comment "it hits everybody"`);
    expect(revoked.waivers[0]?.state).toBe('revoked');
    expect((await certification()).decision).toBe('no-go');
  });

  test('a secret in a comment is not signed', async () => {
    await openDesk();
    await putWaiver();
    const line = `waiver reject ${ID} ${by('otto', 'risk-owner')} --comment "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"`;
    expect(await refusal(line)).toBe('signed-leak/3');
    expect(filesIn('approvals')).toEqual([]);
  });

  test('binds the report that was saved, and refuses one of something else', async () => {
    await openDesk();
    await putWaiver();
    await cli('certify --output json=saved.json');
    const { reportDigest } = jsonOf('saved.json');
    rmSync(join(space().path, 'evidence/scan.json'));
    // Here the evidence is missing; the report that the build saved has it.
    const done = await report(`waiver approve ${ID} ${by('rita')} --certification saved.json`);
    expect([done.exit, done.reportDigest]).toEqual([0, reportDigest]);
    expect(predicateIn(`approvals/${ID}.rita.approve.json`).reportDigest).toBe(reportDigest);
    await rebuild();
    expect(await refusal(`waiver show ${ID} --certification saved.json`)).toBe('certification-of-another/3');
  });
});

describe('waiver show', () => {
  test('says what changed since the revision that was approved', async () => {
    await openDesk();
    await putWaiver();
    await report(`waiver approve ${ID} ${by('rita')}`);
    await scanFails([...FAILS, finding('c')]);
    const fingerprints = [finding('b'), finding('c')].map(({ fingerprint }) => fingerprint);
    await putWaiver(
      {
        revision: 2,
        owner: 'mailto:bea@example.org',
        scope: {
          evidenceId: 'security.scan',
          states: ['fail'],
          findings: [fingerprints[0] ?? '', ...fingerprints.slice(1)],
        },
      },
      'two',
    );
    const { shown } = await report(`waiver show ${ID}`);
    expect(shown?.change).toEqual({
      revision: 1,
      added: [finding('c').fingerprint],
      removed: [A],
      members: ['owner'],
    });
    expect(shown?.notListed).toEqual([A]);
    expect(shown?.approve).toContain(`--digest ${shown?.digest}`);
    expect(shown?.decisions).toEqual([
      expect.objectContaining({ counts: false, why: 'is for other content of this waiver' }),
    ]);
  });

  test('says of a file that is no waiver yet what it lacks', async () => {
    await openDesk();
    await report(`waiver new --from-finding ${A}`);
    expect(await refusal(`waiver show ${ID}`)).toBe('waiver-unknown/2');
    expect((await cli(`waiver show ${ID}`)).stderr).toContain('still has the text to fill in at /category');
  });
});

describe('one evaluator', () => {
  test('list, show, approve and prune say what the gate says', async () => {
    await openDesk();
    const one = await putWaiver();
    await putWaiver({ id: 'WVR-2031-0002', expiresAt: '2031-05-10T00:00:00Z' }, 'two');
    await putWaiver({ id: 'WVR-2031-0003', release: { id: '2031.4', modes: ['release-candidate'] } }, 'three');
    signByHand(one, 'otto', { role: 'risk-owner', decision: 'reject', comment: 'too risky' });
    const { waivers } = await certification();
    expect((await report('waiver list')).waivers).toEqual(waivers);
    expect(waivers.map(({ state }) => state)).toEqual(['rejected', 'wrong-release', 'expired']);
    for (const { id, path } of waivers)
      expect((await report(`waiver show ${id}`)).waivers).toEqual(waivers.filter((each) => each.path === path));
  });

  test('list narrows down', async () => {
    await openDesk();
    await putWaiver();
    await report(`waiver approve ${ID} ${by('rita')}`);
    const ids = async (words: string) => (await report(`waiver list ${words}`)).waivers.map(({ id }) => id);
    expect(await ids('--expiring 9d')).toEqual([]);
    expect(await ids('--expiring 10')).toEqual([ID]);
    expect(await ids('--state valid --state expired')).toEqual([ID]);
    expect(await ids('--unused')).toEqual([]);
    await scanFails([]);
    expect(await ids('--unused')).toEqual([ID]);
    const { stdout } = await cli('waiver list --output tsv');
    expect(stdout.split('\n')[1]?.split('\t').slice(0, 4)).toEqual([ID, '1', 'unused', 'false']);
  });
});
