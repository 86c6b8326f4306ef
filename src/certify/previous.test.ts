import { describe, expect, test } from 'vitest';
import { run, space, unit, withScan } from '../../testing/certify-small.ts';
import { finding } from '../../testing/gate-fixtures.ts';
import { smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Certification } from '../formats/generated/certification.ts';
import { renderMd } from '../render/md.ts';
import { renderSarif } from '../render/sarif.ts';
import { renderSarifGithub } from '../render/sarif-github.ts';
import { ruleSetDigest } from './rule-set.ts';

/** Saves a certification to compare with. */
function saved(certification: unknown): { previous: { file: string; shown: string } } {
  writeJson(space(), 'before.json', certification);
  return { previous: { file: `${space().path}/before.json`, shown: 'before.json' } };
}

const changes = ({ previous }: Certification): unknown =>
  previous?.changes.map(({ requirement, change }) => `${requirement} ${change}`);
/** What blocks outside of any requirement. */
const outside = ({ findings }: Certification): string[] =>
  findings
    .filter(({ blocks, unit }) => blocks && unit === undefined)
    .map(({ ruleId, message }) => `${ruleId}: ${message}`);

describe('compared with an earlier certification', () => {
  test('nothing is otherwise where nothing changed', async () => {
    await withScan();
    const before = await run();
    const { previous, decision } = await run(saved(before));
    expect([decision, previous?.changes, previous?.unchanged]).toEqual([before.decision, [], 6]);
  });

  test('what is worse, better, new and gone is named, and shown', async () => {
    const before = await run();
    await withScan();
    const better = await run(saved(before));
    expect(changes(better)).toEqual(['security.scan improvement']);
    const worse = await run({ ...saved(await run()), now: '2031-05-10T09:00:00Z' });
    expect(changes(worse)).toEqual(['security.scan regression']);
    expect(renderMd(worse)).toContain('| regression | security.scan | pass (pass) | untrusted (block) |');
  });

  test('findings that are new, told otherwise and gone are named, in SARIF as in the baseline that it knows', async () => {
    const found = (...names: string[]) => {
      const findings = names.map((name) => finding(name));
      return withScan({
        status: 'fail',
        findings,
        counts: { checks: 3, errors: findings.length, warnings: 0, notes: 0 },
      });
    };
    await found('a', 'b', 'c');
    const before = await run();
    const changed = before.findings.map((one) => (one.message === 'finding b' ? { ...one, message: 'was b' } : one));
    await found('a', 'b', 'new');
    const after = await run(saved({ ...before, findings: changed }));
    expect(after.previous?.findings).toMatchObject({
      changed: [
        { state: 'updated', unit: 'security.scan', fingerprint: finding('b').fingerprint },
        { state: 'new', unit: 'security.scan', fingerprint: finding('new').fingerprint },
      ],
      absent: [{ message: 'finding c', unit: 'security.scan' }],
    });
    const [first] = JSON.parse(renderSarif(before)).runs;
    const [sarif] = JSON.parse(renderSarif(after)).runs;
    expect(sarif.baselineGuid).toBe(first.automationDetails.guid);
    const states = new Map(
      sarif.results.map((one: { message: { text: string }; baselineState: string }) => [
        one.message.text,
        one.baselineState,
      ]),
    );
    expect([...new Set(states.values())].sort()).toEqual(['absent', 'new', 'unchanged', 'updated']);
    expect([states.get('finding a'), states.get('finding b')]).toEqual(['unchanged', 'updated']);
    expect([states.get('finding new'), states.get('finding c')]).toEqual(['new', 'absent']);
    expect(first.results.some((one: object) => 'baselineState' in one)).toBe(false);
    const [github] = JSON.parse(renderSarifGithub(after)).runs;
    expect(JSON.stringify(github)).not.toContain('baseline');
    expect(github.results).toHaveLength(3);
  });

  test('the revision is what the build says, and no more', async () => {
    await withScan();
    const source = { repositoryUri: 'https://github.com/example/small', revision: 'a'.repeat(40) };
    const [sarif] = JSON.parse(renderSarif(await run({ source }))).runs;
    expect(sarif.versionControlProvenance).toEqual([
      { repositoryUri: source.repositoryUri, revisionId: source.revision },
    ]);
    expect(renderSarif(await run())).not.toContain('versionControlProvenance');
  });

  test('a requirement that is not required any more blocks, and another one that is new does not', async () => {
    await withScan();
    const before = await run();
    const policy = smallPolicy();
    const requirements = Array.isArray(policy.requirements) ? policy.requirements : [];
    const renamed = requirements.map((one) => (one.id === 'clients.drift' ? { ...one, id: 'clients.fresh' } : one));
    writeJson(space(), 'policy.json', { ...policy, requirements: renamed });
    const after = await run(saved(before));
    expect(changes(after)).toEqual(expect.arrayContaining(['clients.fresh new', 'clients.drift removed']));
    expect(outside(after)).toEqual([
      'previous/requirement-dropped: clients.drift was required according to before.json, and is not in the policy now',
    ]);
  });

  test('an older contract blocks', async () => {
    await withScan();
    const before = await run();
    const newer = JSON.parse(JSON.stringify(before).replaceAll('"contractVersion":2', '"contractVersion":3'));
    expect(outside(await run(saved(newer)))).toEqual([
      "previous/contract-older: the contract's version is 2, and was 3 according to before.json",
    ]);
  });

  test('an older contract blocks, whatever version the evidence of others claims', async () => {
    await withScan();
    const newer = JSON.parse(JSON.stringify(await run()).replaceAll('"contractVersion":2', '"contractVersion":3'));
    await withScan({ annotations: { contractVersion: 99 } });
    expect(outside(await run(saved(newer)))).toEqual([expect.stringContaining("the contract's version is 2")]);
  });

  test('what the evidence of others claims of the contract holds no later run', async () => {
    await withScan({ annotations: { contractVersion: 99, suite: 'nightly' } });
    const before = await run();
    expect(unit(before, 'security.scan')?.annotations).toEqual({ suite: 'nightly' });
    const after = await run(saved(before));
    expect([outside(after), after.previous?.remembered?.contractVersion]).toEqual([[], 2]);
  });

  test('a register that is gone blocks', async () => {
    await withScan();
    const register = {
      path: 'register.json',
      digest: `sha256:${'0'.repeat(64)}`,
      sequence: 7,
      validUntil: '2031-06-01T00:00:00Z',
    };
    const after = await run(saved({ ...(await run()), register }));
    expect(outside(after)).toEqual([
      'previous/register-older: the register of waivers had sequence 7 according to before.json, and there is none now',
    ]);
  });

  test('one of another platform is refused (previous-other-platform)', async () => {
    const before = { ...(await run()), platform: 'large' };
    await expect(run(saved(before))).rejects.toMatchObject({
      code: 'previous-other-platform',
      message: 'before.json certifies the platform large, and this is small',
    });
  });

  test('one that contradicts itself is refused', async () => {
    const before = await run();
    const better: Certification = { ...before, decision: 'go' };
    await expect(run(saved(better))).rejects.toMatchObject({ code: 'certification-contradictory' });
  });
});

describe('a rule set that the policy pins', () => {
  test('decides, and no other', async () => {
    writeJson(space(), 'policy.json', { ...smallPolicy(), ruleSet: ruleSetDigest() });
    expect(outside(await run())).toEqual([]);
    writeJson(space(), 'policy.json', { ...smallPolicy(), ruleSet: `sha256:${'0'.repeat(64)}` });
    const other = await run();
    expect([other.decision, outside(other)]).toEqual([
      'no-go',
      [expect.stringContaining('rule-set/not-pinned: the policy pins the rule set')],
    ]);
  });
});
