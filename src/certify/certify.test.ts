import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestLines } from '../../testing/app-files.ts';
import { run, scan, space, unit, waiverFor, withScan, writeApproved } from '../../testing/certify-small.ts';
import { entryText, smallPlatform, smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Waiver } from '../formats/generated/waiver.ts';
import type { CertifyInput } from './input.ts';

describe('a release in order', () => {
  test('is go, with everything that was judged', async () => {
    await withScan();
    const certification = await run();
    expect(certification.findings).toEqual([]);
    expect([certification.decision, certification.exit]).toEqual(['go', { code: 0, name: 'ok' }]);
    const units = certification.requirements.flatMap((one) => one.units);
    expect(units.map(({ name, state }) => [name, state])).toEqual([
      ['platform-api.contract', 'pass'],
      ['platform-api.history', 'pass'],
      ['compat#reader', 'pass'],
      ['catalog.metadata#reader', 'pass'],
      ['clients.drift#client=typescript', 'pass'],
      ['security.scan', 'pass'],
    ]);
    expect(unit(certification, 'platform-api.contract')?.annotations).toMatchObject({
      contractVersion: 2,
      capabilities: 2,
      endpoints: 2,
      methods: 1,
      sampleApp: 'compatible',
      nonStable: 2,
      nonStableEntries: 'queue.write (experimental), POST /queue (experimental)',
    });
    expect(certification.candidate.artifacts.map(({ kind, name }) => [kind, name])).toEqual([
      ['bundle', 'apps/reader'],
      ['bundle', 'dist/reader-1.0.0.zip'],
      ['contract', 'snapshots/2.json'],
      ['entry', 'entries/reader.properties'],
    ]);
    expect(certification.inputs.map(({ name }) => name)).toEqual([
      'apps/reader',
      'assay.config.json',
      'client',
      'contract.json',
      'dist/reader-1.0.0.zip',
      'entries/reader.properties',
      'evidence/scan.json',
      'policy.json',
      'snapshots',
      'snapshots/2.json',
      'trust.json',
    ]);
  });

  test('gives the same bytes wherever it lies', async () => {
    await withScan();
    const here = await run();
    const other = await smallPlatform();
    try {
      writeJson(other, 'evidence/scan.json', await scan());
      expect(JSON.stringify(await run({ root: other.path, folders: { workspace: other.path } }))).toBe(
        JSON.stringify(here),
      );
    } finally {
      other.remove();
    }
  });
});

describe('the four causes, each with its own id', () => {
  const causes: readonly (readonly [string, string, string, string, () => void])[] = [
    [
      'missing evidence',
      'security.scan',
      'missing',
      'evidence/missing',
      () => rmSync(join(space().path, 'evidence/scan.json')),
    ],
    [
      'a failed snapshot generation',
      'platform-api.contract',
      'error',
      'evidence/snapshot-generation-failed',
      () => space().write('contract.json', '{"kind": "assay.contract", "kind": 1}'),
    ],
    [
      'a descriptor that does not parse',
      'catalog.metadata#reader',
      'error',
      'evidence/descriptor-unparsable',
      () => space().write('entries/reader.properties', `${entryText()}colour=red\n`),
    ],
    [
      'a strict verifier failure',
      'compat#reader',
      'fail',
      'evidence/strict-verification-failed',
      () =>
        space().app(
          'apps/reader',
          manifestLines('app.permissions=queue.read', 'api.minimumVersion=1', 'api.maximumTestedVersion=1'),
        ),
    ],
  ];
  for (const [cause, name, state, ruleId, breakIt] of causes)
    test(`${cause} blocks, and a waiver for exactly that lets it pass`, async () => {
      await withScan();
      breakIt();
      // The candidate is another one now, so the scan is done again.
      if (state !== 'missing') await withScan();
      const found = name === 'catalog.metadata#reader' ? 'catalog.metadata#path=entries/reader.properties' : name;
      const before = await run();
      expect([before.decision, before.exit.code, unit(before, found)?.state]).toEqual(['no-go', 1, state]);
      expect(before.findings.filter(({ unit: of }) => of === found).map((one) => one.ruleId)).toContain(ruleId);
      expect(unit(before, found)?.waivable).toEqual({ tier: 'single', longestDays: 14 });
      const states: Waiver['scope']['states'] =
        state === 'missing' ? ['missing'] : state === 'error' ? ['error'] : ['fail'];
      writeApproved(waiverFor(before, found, states));
      const after = await run();
      expect([after.decision, unit(after, found)?.outcome, unit(after, found)?.state]).toEqual([
        'go-with-waivers',
        'waived',
        state,
      ]);
      const waived = after.findings.filter(({ waivedBy }) => waivedBy === 'WVR-2031-0001');
      expect(waived.map((one) => one.severity)).not.toContain('note');
      // The same waiver does nothing for another unit.
      writeApproved({
        ...waiverFor(before, found, states),
        scope: { ...waiverFor(before, found, states).scope, evidenceId: 'platform-api.history' },
      });
      expect((await run()).decision).toBe('no-go');
    });
});

describe('policy and mode', () => {
  test('off is not asked for, optional does not block', async () => {
    const levels = { pr: 'off', nightly: 'optional', 'release-candidate': 'required', production: 'required' } as const;
    writeJson(space(), 'policy.json', smallPolicy({ 'security.scan': { levels } }));
    const outcome = async (mode: CertifyInput['mode']) =>
      (await run({ mode })).requirements.find(({ id }) => id === 'security.scan')?.outcome;
    expect([await outcome('pr'), await outcome('nightly'), await outcome('release-candidate')]).toEqual([
      'off',
      'info',
      'block',
    ]);
  });

  test('nothing evaluated is no go, and exit 5', async () => {
    const off = { pr: 'off', nightly: 'off', 'release-candidate': 'off', production: 'off' } as const;
    const ids = [
      'platform-api.contract',
      'platform-api.history',
      'compat',
      'catalog.metadata',
      'clients.drift',
      'security.scan',
    ];
    writeJson(space(), 'policy.json', smallPolicy(Object.fromEntries(ids.map((id) => [id, { levels: off }]))));
    const certification = await run();
    expect([certification.decision, certification.exit]).toEqual(['no-go', { code: 5, name: 'incomplete' }]);
  });

  test('a policy in YAML means the same', async () => {
    const json = (await run()).policy.digest;
    const { stringify } = await import('yaml');
    writeFileSync(join(space().path, 'policy.json'), JSON.stringify(smallPolicy()));
    space().write('policy.yaml', stringify(smallPolicy(), { aliasDuplicateObjects: false }));
    expect((await run({ policyPath: 'policy.yaml' })).policy.digest).toBe(json);
  });

  test('two requirements of one id are refused', async () => {
    const policy = smallPolicy();
    const { requirements } = policy;
    writeJson(space(), 'policy.json', {
      ...policy,
      requirements: Array.isArray(requirements) ? [...requirements, requirements[0]] : [],
    });
    await expect(run()).rejects.toMatchObject({ code: 'policy-requirement-repeated', exitCode: 3 });
  });
});
