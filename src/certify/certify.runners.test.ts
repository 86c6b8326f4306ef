import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestLines } from '../../testing/app-files.ts';
import { blocking, run, space, unit, waiverFor, withScan, writeApproved } from '../../testing/certify-small.ts';
import { CONTRACT, entryText, smallPolicy, writeJson } from '../../testing/small-platform.ts';
import type { Contract } from '../contract/model.ts';
import { snapshotText, toSnapshot } from '../contract/snapshot.ts';
import type { CertifyInput } from './input.ts';

describe('what the runners find', () => {
  test('a stale snapshot', async () => {
    const changed = { ...CONTRACT, stabilityPolicy: 'another promise' };
    writeJson(space(), 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract: changed });
    const certification = await run();
    expect(
      certification.findings.filter(({ unit: of }) => of === 'platform-api.contract').map(({ ruleId }) => ruleId),
    ).toEqual(['contract/snapshot-stale']);
    expect(unit(certification, 'platform-api.history')?.state).toBe('fail');
  });

  describe('a history from which a release was removed', () => {
    const chained = (): void => {
      let before: { previousDigest?: string } = {};
      for (const contractVersion of [1, 2, 3]) {
        const snapshot = toSnapshot({ ...CONTRACT, contractVersion, ...before });
        space().write(`snapshots/${contractVersion}.json`, snapshotText(snapshot));
        before = { previousDigest: snapshot.digest };
        writeJson(space(), 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract: snapshot.contract });
      }
    };
    const config = { contract: { source: 'contract.json', snapshot: 'snapshots/3.json', history: 'snapshots' } };
    const found = async (mode: CertifyInput['mode'] = 'release-candidate'): Promise<unknown> =>
      (await run({ mode }, config)).findings
        .filter(({ unit: of }) => of === 'platform-api.history')
        .map(({ ruleId, severity, blocks }) => [ruleId, severity, blocks])
        .filter(([ruleId, severity]) => !String(ruleId).includes('since') && severity !== 'note');

    test.each([
      ['none', [], []],
      ['the first', [1], [['contract/predecessor-missing', 'error', true]]],
      ['all but the current one', [1, 2], [['contract/predecessor-missing', 'error', true]]],
    ])('%s', async (_, removed, expected) => {
      chained();
      for (const version of removed) rmSync(join(space().path, `snapshots/${version}.json`));
      expect(await found()).toEqual(expected);
    });

    test('a gap is an error where judged strictly', async () => {
      chained();
      rmSync(join(space().path, 'snapshots/2.json'));
      expect(await found()).toContainEqual(['contract/version-gap', 'error', true]);
      expect(await found('pr')).toContainEqual(['contract/version-gap', 'warning', false]);
    });
  });

  describe('what changed since the last release', () => {
    const changed = (change: (contract: Contract) => Contract): void => {
      const contract = change(CONTRACT);
      writeJson(space(), 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract });
      space().write('snapshots/2.json', snapshotText(toSnapshot(contract)));
    };
    const withPolicy = (changes: Readonly<Record<string, unknown>> = {}): void =>
      writeJson(space(), 'policy.json', {
        ...smallPolicy({ 'security.scan': { run: 'contract.diff', waivable: 'dual' } }),
        ...changes,
      });
    const diff = async (mode: CertifyInput['mode'] = 'pr') => {
      const certification = await run({ mode });
      const one = unit(certification, 'security.scan');
      const findings = certification.findings.filter((finding) => finding.unit === 'security.scan');
      return { certification, one, findings, told: findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`) };
    };
    const withoutQueue = (contract: Contract): Contract => ({ ...contract, endpoints: contract.endpoints.slice(1) });

    test('is compared with the newest release that is not the contract itself', async () => {
      withPolicy();
      const { one, told } = await diff();
      expect(told).toEqual(['capability/added note', 'endpoint/added note']);
      expect(one).toMatchObject({
        state: 'pass',
        checks: 6,
        annotations: { baseline: 1, current: 2, requiredBump: 'minor' },
      });
    });

    test('a break fails, tells its causes once and names the apps that it may hurt', async () => {
      withPolicy();
      changed(withoutQueue);
      const { one, findings, told } = await diff();
      expect(one?.state).toBe('fail');
      expect(told).toContain('endpoint/removed error');
      expect(told.filter((name) => /removed-|tombstone/.test(name))).toEqual([]);
      const removal = findings.find(({ ruleId }) => ruleId === 'endpoint/removed');
      expect(removal?.message).toContain('; because ');
      expect(removal?.message).toContain('; may be used by reader 1.0.0');
    });

    test('the policy sets severities, and the evidence says of which rules', async () => {
      withPolicy({ severities: { 'capability/added': 'error' } });
      const { one, told } = await diff();
      expect(told).toContain('capability/added error');
      expect(one).toMatchObject({ state: 'fail', annotations: { severitiesOfPolicy: 'capability/added' } });
    });

    test('the policy names rules of a comparison only', async () => {
      withPolicy({ severities: { 'capability/add': 'error' } });
      await expect(run()).rejects.toMatchObject({
        code: 'diff-policy-rule-unknown',
        hint: 'did you mean capability/added?',
      });
    });

    test('nothing to compare with is an error, never a pass', async () => {
      withPolicy();
      rmSync(join(space().path, 'snapshots/1.json'));
      const { one } = await diff();
      expect(one).toMatchObject({
        state: 'error',
        outcome: 'block',
        reason: 'snapshots holds no release before v2, so nothing was compared',
      });
    });

    test('without a history there is nothing to judge', async () => {
      withPolicy();
      const certification = await run({}, { contract: { source: 'contract.json', snapshot: 'snapshots/2.json' } });
      expect(unit(certification, 'security.scan')?.state).toBe('missing');
    });

    test('what no waiver may cover is covered by none, though the policy allows waivers', async () => {
      withPolicy();
      const waived = async (): Promise<unknown> => {
        const before = await diff('release-candidate');
        const known = before.one?.waivable;
        writeApproved(waiverFor(before.certification, 'security.scan', ['fail']));
        const { certification } = await diff('release-candidate');
        return [known === undefined, certification.waivers[0]?.state, certification.waivers[0]?.explanation];
      };
      changed((contract) => ({
        ...contract,
        endpoints: contract.endpoints.map((endpoint) =>
          endpoint.method === 'GET' ? { ...endpoint, requiredCapabilities: ['queue.write'] } : endpoint,
        ),
      }));
      expect(await waived()).toEqual([false, 'valid', expect.any(String)]);
      changed((contract) => ({
        ...contract,
        endpoints: contract.endpoints.map((endpoint) => ({ ...endpoint, sinceContractVersion: 2 })),
      }));
      expect(await waived()).toEqual([true, 'not-waivable', 'no waiver may cover contract/since-rewritten']);
    });
  });

  test('a snapshot that does not parse is a descriptor that does not parse', async () => {
    space().write('snapshots/2.json', '{');
    expect(blocking(await run())).toContain('evidence/descriptor-unparsable');
  });

  test('an entry that disagrees with its bundle is an error in every mode', async () => {
    space().write('entries/reader.properties', entryText('queue.read,queue.write'));
    for (const mode of ['pr', 'release-candidate'] as const) {
      const found = (await run({ mode })).findings.filter(({ unit: of }) => of === 'catalog.metadata#reader');
      expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
        ['compat/catalog-permission-mismatch', 'error'],
      ]);
    }
  });

  test('strictness comes with the mode, the policy or the flag', async () => {
    space().app(
      'apps/reader',
      manifestLines('app.permissions=queue.read', 'api.minimumVersion=1', 'api.maximumTestedVersion=1'),
    );
    const state = async (changes: Partial<CertifyInput>): Promise<unknown> =>
      unit(await run(changes), 'compat#reader')?.state;
    expect([
      await state({ mode: 'pr' }),
      await state({ mode: 'production' }),
      await state({ mode: 'pr', strict: true }),
    ]).toEqual(['warn', 'fail', 'fail']);
    writeJson(space(), 'policy.json', smallPolicy({ compat: { strict: ['pr'] } }));
    expect([await state({ mode: 'pr' }), await state({ mode: 'production' })]).toEqual(['fail', 'warn']);
  });

  test('a policy may want api metadata', async () => {
    space().app('apps/reader', manifestLines());
    expect(unit(await run(), 'compat#reader')?.state).toBe('pass');
    writeJson(space(), 'policy.json', smallPolicy({ compat: { requireApiMetadata: true } }));
    expect(unit(await run(), 'compat#reader')?.state).toBe('fail');
  });

  describe('what waits for a build', () => {
    const open = (name: string): string => ['$', '{', name, '}'].join('');
    test.each([
      ['permissions', `app.permissions=${open('p')}`],
      ['api metadata', `api.minimumVersion=${open('m')}`],
    ])('%s can not be judged, and block in every mode, from a template too', async (_, line) => {
      for (const name of ['cryptad-app.properties', 'cryptad-app.properties.template']) {
        space().app('apps/reader', manifestLines());
        rmSync(join(space().path, 'apps/reader/cryptad-app.properties'), { force: true });
        rmSync(join(space().path, 'apps/reader/cryptad-app.properties.template'), { force: true });
        space().write(`apps/reader/${name}`, `${manifestLines(line).join('\n')}\n`);
        for (const mode of ['pr', 'release-candidate'] as const) {
          const of = unit(await run({ mode }), 'compat#reader');
          expect([name, mode, of?.state, of?.outcome, of?.annotations?.status]).toEqual([
            name,
            mode,
            'fail',
            'block',
            'unknown',
          ]);
        }
      }
    });

    test('a version may be filled in later', async () => {
      space().app(
        'apps/reader',
        manifestLines().map((line) => (line.startsWith('app.version=') ? `app.version=${open('v')}` : line)),
      );
      expect(unit(await run(), 'compat#reader')?.state).toBe('pass');
    });
  });

  describe('a waiver covers no other damage than the one it was written for', () => {
    const fingerprintAfter = async (name: string, change: () => void): Promise<readonly string[]> => {
      change();
      return (await run()).findings
        .filter(({ unit: of, ruleId }) => of === name && ruleId !== 'evidence/strict-verification-failed')
        .map(({ fingerprint }) => fingerprint);
    };
    test.each<[string, string, (text: string) => void, string, string]>([
      [
        'a manifest',
        'compat#path=apps/reader',
        (text) => space().write('apps/reader/cryptad-app.properties', text),
        'one',
        'two',
      ],
      [
        'an entry',
        'catalog.metadata#path=entries/reader.properties',
        (text) => space().write('entries/reader.properties', text),
        'no line',
        'no other line',
      ],
      ['a history', 'platform-api.history', (text) => space().write('snapshots/1.json', text), '{', '{ '],
      [
        'a wrong value',
        'compat#reader',
        (text) => space().app('apps/reader', manifestLines(text)),
        'api.minimumVersion=x',
        'api.minimumVersion=y',
      ],
      [
        'a repeated key',
        'compat#reader',
        (text) => space().app('apps/reader', manifestLines('app.permissions=config.read', text)),
        'app.permissions=queue.read',
        'app.permissions=queue.write',
      ],
    ])('%s', async (_, name, write, one, two) => {
      const [before, again, after] = [
        await fingerprintAfter(name, () => write(one)),
        await fingerprintAfter(name, () => write(one)),
        await fingerprintAfter(name, () => write(two)),
      ];
      expect(before.length).toBeGreaterThan(0);
      expect(again).toEqual(before);
      expect(after.filter((fingerprint) => before.includes(fingerprint))).toEqual([]);
    });
  });

  test.each([
    ['no program', 'bin/start.sh', 'bundle/entry-not-launchable'],
    ['no page', 'static/index.html', 'bundle/entry-missing'],
  ])('an app with %s can not be started', async (_, file, ruleId) => {
    rmSync(join(space().path, 'apps/reader', file));
    expect(blocking(await run())).toContain(ruleId);
  });

  test('an app whose program no host could run', async () => {
    space().write('apps/reader/bin/start.sh', '');
    space().app(
      'apps/reader',
      manifestLines('app.permissions=queue.read').map((line) => line.replace('bin/start.sh', 'bin/start')),
    );
    space().write('apps/reader/bin/start', 'text');
    expect(blocking(await run())).toContain('bundle/entry-not-launchable');
  });

  test('findings of one line stand in the order of their words', async () => {
    space().app('apps/reader', manifestLines('app.permissions=d.x,a.x,c.x,b.x'));
    const words = (await run()).findings
      .filter(({ unit: of, ruleId }) => of === 'compat#reader' && ruleId === 'compat/unknown-manifest-permission')
      .map(({ message }) => message);
    expect(words).toHaveLength(4);
    expect(words).toEqual(words.toSorted());
  });

  test('a client that drifted', async () => {
    space().write('client/index.ts', 'export {};\n');
    const found = (await run()).findings.filter(({ unit: of }) => of === 'clients.drift#client=typescript');
    expect(found.map(({ ruleId, location }) => [ruleId, location.path])).toEqual([
      ['sdk/client-drift', 'client/index.ts'],
    ]);
  });

  test('what schemas demand and no type of a client says is measured, and blocks nothing', async () => {
    const [service] = CONTRACT.services ?? [];
    const [method] = service?.methods ?? [];
    const output = { type: 'object', properties: { count: { type: 'integer', minimum: 1 } } };
    const services = service && method ? [{ ...service, methods: [{ ...method, output }] }] : [];
    writeJson(space(), 'contract.json', {
      kind: 'assay.contract',
      schemaVersion: 1,
      contract: { ...CONTRACT, services },
    });
    const certification = await run();
    const minimum = {
      role: 'output',
      pointer: '/properties/count',
      keyword: 'minimum',
      reason: 'types have no bounds',
    };
    expect(unit(certification, 'clients.drift#client=typescript')?.fidelity).toEqual([
      { target: 'jobs/v1#list', losses: expect.arrayContaining([minimum]) },
    ]);
    const rules = certification.findings
      .filter(({ unit: of }) => of?.startsWith('clients.drift'))
      .map(({ ruleId }) => ruleId);
    expect(new Set(rules)).toEqual(new Set(['sdk/client-drift']));
  });

  test('a vocabulary file is an input of what is judged with it', async () => {
    const capabilities = [{ name: 'queue.raed', description: 'A name that was never released.', since: 1 }];
    writeJson(space(), 'names.json', { kind: 'assay.capability-vocabulary', schemaVersion: 1, capabilities });
    space().app('apps/reader', manifestLines('app.permissions=queue.raed'));
    const contract = {
      source: 'contract.json',
      snapshot: 'snapshots/2.json',
      history: 'snapshots',
      vocabulary: 'names.json',
    };
    const certification = await run({}, { contract });
    expect(certification.inputs.map(({ name }) => name)).toContain('names.json');
    expect(
      certification.findings.find(({ ruleId }) => ruleId === 'compat/unknown-manifest-permission')?.message,
    ).toContain('v1');
    expect((await run()).plan.digest).not.toBe(certification.plan.digest);
  });

  test('two apps of one id are told apart by their paths', async () => {
    space().app('apps/other', manifestLines('app.permissions=queue.read'));
    const certification = await run({}, { apps: ['apps/reader', 'apps/other'] });
    const names = certification.requirements.find(({ id }) => id === 'compat')?.units.map(({ name }) => name);
    expect(names).toEqual(['compat#reader,path=apps/reader', 'compat#reader,path=apps/other']);
  });

  test('an app that is not there, and one that breaks the rules of bundles', async () => {
    await withScan();
    symlinkSync('/etc/passwd', join(space().path, 'apps/reader/link'));
    const certification = await run({}, { apps: ['apps/reader', 'apps/nowhere'] });
    const compat = certification.requirements.find(({ id }) => id === 'compat')?.units ?? [];
    expect(compat.map(({ name, state }) => [name, state])).toEqual([
      ['compat#path=apps/reader', 'untrusted'],
      ['compat#path=apps/nowhere', 'error'],
    ]);
    expect(compat.map(({ waivable }) => waivable?.tier)).toEqual([undefined, 'single']);
  });

  test('a requirement without anything to judge is missing', async () => {
    const certification = await run({}, { apps: [], clients: [] });
    expect(unit(certification, 'compat')?.state).toBe('missing');
    expect(unit(certification, 'clients.drift')?.state).toBe('missing');
  });

  test('a history without releases has judged nothing', async () => {
    space().write('empty/readme.txt', '');
    const certification = await run(
      {},
      { contract: { source: 'contract.json', snapshot: 'snapshots/2.json', history: 'empty' } },
    );
    expect(unit(certification, 'platform-api.history')).toMatchObject({
      state: 'error',
      reason: 'there was nothing to judge',
    });
  });
});
