import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../testing/app-files.ts';
import { manifestLines } from '../../testing/app-files.ts';
import { finding, waiver } from '../../testing/gate-fixtures.ts';
import {
  CONTRACT,
  entryText,
  smallConfig,
  smallPlatform,
  smallPolicy,
  writeJson,
} from '../../testing/small-platform.ts';
import type { Certification, CertifiedUnit } from '../formats/generated/certification.ts';
import type { AssayConfig } from '../formats/generated/config.ts';
import type { Evidence } from '../formats/generated/evidence.ts';
import validateConfig from '../formats/generated/validators/config.js';
import type { Waiver } from '../formats/generated/waiver.ts';
import { type CertifyInput, certify } from './certify.ts';
import { unitIdOf } from './unit-id.ts';

let space: Workspace;
beforeEach(async () => {
  space = await smallPlatform();
});
afterEach(() => space.remove());

function isConfig(value: unknown): value is AssayConfig {
  return validateConfig(value);
}

async function run(changes: Partial<CertifyInput> = {}, config: Record<string, unknown> = {}): Promise<Certification> {
  const whole = { ...smallConfig(), ...config };
  if (!isConfig(whole)) throw new Error(JSON.stringify(validateConfig.errors));
  return certify({
    config: whole,
    root: space.path,
    configPath: 'assay.config.json',
    policyPath: 'policy.json',
    release: '2031.5',
    mode: 'release-candidate',
    now: '2031-05-10T12:00:00Z',
    strict: false,
    version: '9.9.9',
    folders: { workspace: space.path, home: '/home/ann', temporary: '/tmp' },
    progress: () => undefined,
    ...changes,
  });
}

/** Evidence of security.scan for the candidate, plan and policy that the platform has as it lies there. */
async function scan(changes: Partial<Evidence> = {}): Promise<Evidence> {
  const { candidate, plan, policy, release } = await run();
  const [artifact] = candidate.artifacts.filter(({ kind }) => kind === 'contract');
  const evidence: Evidence = {
    kind: 'assay.evidence',
    schemaVersion: 1,
    evidenceId: 'security.scan',
    unitId: '',
    release: {
      id: release,
      mode: 'release-candidate',
      candidateDigest: candidate.digest,
      planDigest: plan.digest,
      policyDigest: policy.digest,
    },
    subject: [{ name: artifact?.name ?? '', digest: artifact?.digest ?? '' }],
    status: 'pass',
    producer: { name: 'scanner', version: '1', attempt: 1 },
    startedAt: '2031-05-10T10:00:00Z',
    finishedAt: '2031-05-10T10:01:00Z',
    counts: { checks: 3, errors: 0, warnings: 0, notes: 0 },
    findings: [],
    inputs: [],
    artifacts: [],
    redaction: { status: 'pass', findingCount: 0, placeholders: 0 },
    ...changes,
  };
  return { ...evidence, unitId: changes.unitId ?? unitIdOf(evidence) };
}

async function withScan(changes: Partial<Evidence> = {}): Promise<void> {
  writeJson(space, 'evidence/scan.json', await scan(changes));
}

function unit(certification: Certification, name: string): CertifiedUnit | undefined {
  return certification.requirements.flatMap(({ units }) => units).find((one) => one.name === name);
}

const blocking = (certification: Certification): string[] =>
  certification.findings.filter(({ blocks }) => blocks).map(({ ruleId }) => ruleId);

/** A waiver for a unit, for what it blocks with now. */
function waiverFor(
  certification: Certification,
  name: string,
  states: Waiver['scope']['states'],
  id = 'WVR-2031-0001',
): Waiver {
  const [evidenceId = ''] = name.split('#');
  const target = unit(certification, name)?.target;
  const [first, ...others] = certification.findings
    .filter((one) => one.unit === name && one.blocks)
    .map(({ fingerprint }) => fingerprint);
  const scope: Waiver['scope'] = { evidenceId, states, ...(target ? { target } : {}) };
  if (first !== undefined) scope.findings = [first, ...others];
  return waiver(evidenceId, { id, scope });
}

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
      () => rmSync(join(space.path, 'evidence'), { recursive: true }),
    ],
    [
      'a failed snapshot generation',
      'platform-api.contract',
      'error',
      'evidence/snapshot-generation-failed',
      () => space.write('contract.json', '{"kind": "assay.contract", "kind": 1}'),
    ],
    [
      'a descriptor that does not parse',
      'catalog.metadata#reader',
      'error',
      'evidence/descriptor-unparsable',
      () => space.write('entries/reader.properties', `${entryText()}colour=red\n`),
    ],
    [
      'a strict verifier failure',
      'compat#reader',
      'fail',
      'evidence/strict-verification-failed',
      () =>
        space.app(
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
      writeJson(space, 'waivers/one.json', waiverFor(before, found, states));
      const after = await run();
      expect([after.decision, unit(after, found)?.outcome, unit(after, found)?.state]).toEqual([
        'go-with-waivers',
        'waived',
        state,
      ]);
      const waived = after.findings.filter(({ waivedBy }) => waivedBy === 'WVR-2031-0001');
      expect(waived.map((one) => one.severity)).not.toContain('note');
      // The same waiver does nothing for another unit.
      writeJson(space, 'waivers/one.json', {
        ...waiverFor(before, found, states),
        scope: { ...waiverFor(before, found, states).scope, evidenceId: 'platform-api.history' },
      });
      expect((await run()).decision).toBe('no-go');
    });
});

describe('evidence from elsewhere', () => {
  test('a malformed file is never waivable, and the rest is judged', async () => {
    space.write('evidence/security.scan.json', '{"kind": "assay.evidence", ');
    writeJson(
      space,
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
  ];
  for (const [what, changes] of malformed)
    test(`${what} is malformed`, async () => {
      await withScan(changes);
      const certification = await run();
      expect([certification.decision, unit(certification, 'security.scan')?.state]).toEqual(['no-go', 'malformed']);
    });

  test('evidence for another candidate is not believed', async () => {
    await withScan();
    space.write('apps/reader/static/index.html', '<p>changed</p>');
    const certification = await run();
    expect([certification.decision, unit(certification, 'security.scan')?.state]).toEqual(['no-go', 'wrong-subject']);
  });

  test('a link is no evidence', async () => {
    writeJson(space, 'elsewhere.json', await scan());
    space.write('evidence/readme.txt', 'kept apart');
    symlinkSync(join(space.path, 'elsewhere.json'), join(space.path, 'evidence/security.scan.json'));
    expect(unit(await run(), 'security.scan')?.state).toBe('malformed');
  });

  test('a file that claims what the run judges itself is not believed', async () => {
    await withScan();
    space.app('apps/reader', manifestLines('app.permissions=queue.raed'));
    writeJson(
      space,
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

describe('what the runners find', () => {
  test('a stale snapshot', async () => {
    const changed = { ...CONTRACT, stabilityPolicy: 'another promise' };
    writeJson(space, 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract: changed });
    const certification = await run();
    expect(
      certification.findings.filter(({ unit: of }) => of === 'platform-api.contract').map(({ ruleId }) => ruleId),
    ).toEqual(['contract/snapshot-stale']);
    expect(unit(certification, 'platform-api.history')?.state).toBe('fail');
  });

  test('a snapshot that does not parse is a descriptor that does not parse', async () => {
    space.write('snapshots/2.json', '{');
    expect(blocking(await run())).toContain('evidence/descriptor-unparsable');
  });

  test('an entry that disagrees with its bundle is an error in every mode', async () => {
    space.write('entries/reader.properties', entryText('queue.read,queue.write'));
    for (const mode of ['pr', 'release-candidate'] as const) {
      const found = (await run({ mode })).findings.filter(({ unit: of }) => of === 'catalog.metadata#reader');
      expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
        ['compat/catalog-permission-mismatch', 'error'],
      ]);
    }
  });

  test('strictness comes with the mode, the policy or the flag', async () => {
    space.app(
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
    writeJson(space, 'policy.json', smallPolicy({ compat: { strict: ['pr'] } }));
    expect([await state({ mode: 'pr' }), await state({ mode: 'production' })]).toEqual(['fail', 'warn']);
  });

  test('a policy may want api metadata', async () => {
    space.app('apps/reader', manifestLines());
    expect(unit(await run(), 'compat#reader')?.state).toBe('pass');
    writeJson(space, 'policy.json', smallPolicy({ compat: { requireApiMetadata: true } }));
    expect(unit(await run(), 'compat#reader')?.state).toBe('fail');
  });

  test('a client that drifted', async () => {
    space.write('client/index.ts', 'export {};\n');
    const found = (await run()).findings.filter(({ unit: of }) => of === 'clients.drift#client=typescript');
    expect(found.map(({ ruleId, location }) => [ruleId, location.path])).toEqual([
      ['sdk/client-drift', 'client/index.ts'],
    ]);
  });

  test('a vocabulary file is an input of what is judged with it', async () => {
    const capabilities = [{ name: 'queue.raed', description: 'A name that was never released.', since: 1 }];
    writeJson(space, 'names.json', { kind: 'assay.capability-vocabulary', schemaVersion: 1, capabilities });
    space.app('apps/reader', manifestLines('app.permissions=queue.raed'));
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
    space.app('apps/other', manifestLines('app.permissions=queue.read'));
    const certification = await run({}, { apps: ['apps/reader', 'apps/other'] });
    const names = certification.requirements.find(({ id }) => id === 'compat')?.units.map(({ name }) => name);
    expect(names).toEqual(['compat#reader,path=apps/reader', 'compat#reader,path=apps/other']);
  });

  test('an app that is not there, and one that breaks the rules of bundles', async () => {
    await withScan();
    symlinkSync('/etc/passwd', join(space.path, 'apps/reader/link'));
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
    space.write('empty/readme.txt', '');
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

describe('secrets and private paths', () => {
  const TOKEN = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';

  test('a secret in evidence blocks, can not be waived, and is shown nowhere', async () => {
    await withScan({
      status: 'fail',
      findings: [{ ...finding('a'), message: `token ${TOKEN} was rejected` }],
      counts: { checks: 1, errors: 1, warnings: 0, notes: 0 },
    });
    writeJson(space, 'waivers/one.json', waiver('security.scan'));
    const certification = await run();
    expect([certification.decision, certification.exit, unit(certification, 'security.scan')?.state]).toEqual([
      'no-go',
      { code: 4, name: 'integrity' },
      'redaction-failed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
    expect(certification.findings.find(({ ruleId }) => ruleId === 'evidence/redaction-failed')?.message).toContain(
      '/findings/0/message',
    );
  });

  test('a secret in a waiver blocks, though nothing else does', async () => {
    await withScan();
    const plain = waiver('compat', {}, { appId: 'reader' });
    writeJson(space, 'waivers/one.json', {
      ...plain,
      justification: { ...plain.justification, mitigation: `use password=${TOKEN}` },
    });
    const certification = await run();
    expect([certification.decision, certification.exit.code, certification.waivers[0]?.state]).toEqual([
      'no-go',
      4,
      'malformed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('a secret in the contract source blocks as one', async () => {
    const leaking = { ...CONTRACT, stabilityPolicy: `Authorization: Bearer ${TOKEN}` };
    writeJson(space, 'contract.json', { kind: 'assay.contract', schemaVersion: 1, contract: leaking });
    const certification = await run();
    expect([certification.exit.code, unit(certification, 'platform-api.contract')?.state]).toEqual([
      4,
      'redaction-failed',
    ]);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('a secret in the policy is replaced, and blocks', async () => {
    writeJson(space, 'policy.json', smallPolicy({ compat: { fix: `call with token=${TOKEN}` } }));
    await withScan();
    const certification = await run();
    expect([certification.decision, certification.exit.code]).toEqual(['no-go', 4]);
    expect(certification.requirements.find(({ id }) => id === 'compat')?.fix).toMatch(/^<redacted [a-z-]+>$/);
    expect(JSON.stringify(certification)).not.toContain(TOKEN);
  });

  test('folders of this machine become placeholders', async () => {
    const message = `${space.path}/apps/reader and /home/ann/.npmrc and /tmp/x and /home/anna`;
    const found = { ...finding('a'), message: message.replace(' and /home/anna', '') };
    await withScan({ status: 'fail', findings: [found], counts: { checks: 1, errors: 1, warnings: 0, notes: 0 } });
    const certification = await run();
    expect(certification.findings[0]?.message).toBe('<workspace>/apps/reader and <home>/.npmrc and <temporary>/x');
  });
});

describe('policy and mode', () => {
  test('off is not asked for, optional does not block', async () => {
    const levels = { pr: 'off', nightly: 'optional', 'release-candidate': 'required', production: 'required' } as const;
    writeJson(space, 'policy.json', smallPolicy({ 'security.scan': { levels } }));
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
    writeJson(space, 'policy.json', smallPolicy(Object.fromEntries(ids.map((id) => [id, { levels: off }]))));
    const certification = await run();
    expect([certification.decision, certification.exit]).toEqual(['no-go', { code: 5, name: 'incomplete' }]);
  });

  test('a policy in YAML means the same', async () => {
    const json = (await run()).policy.digest;
    const { stringify } = await import('yaml');
    writeFileSync(join(space.path, 'policy.json'), JSON.stringify(smallPolicy()));
    space.write('policy.yaml', stringify(smallPolicy(), { aliasDuplicateObjects: false }));
    expect((await run({ policyPath: 'policy.yaml' })).policy.digest).toBe(json);
  });

  test('two requirements of one id are refused', async () => {
    const policy = smallPolicy();
    const { requirements } = policy;
    writeJson(space, 'policy.json', {
      ...policy,
      requirements: Array.isArray(requirements) ? [...requirements, requirements[0]] : [],
    });
    await expect(run()).rejects.toMatchObject({ code: 'policy-requirement-repeated', exitCode: 3 });
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
      if (typeof content === 'string') space.write('waivers/one.json', content);
      else writeJson(space, 'waivers/one.json', content);
      const certification = await run();
      expect([certification.decision, certification.waivers.map(({ state }) => state)]).toEqual(['go', ['malformed']]);
      expect(certification.findings.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
        ['waiver/malformed', 'warning'],
      ]);
    });
});
